"""Compiles the message catalogues when the wheel is built; everything else stands in pyproject.toml."""

import sys
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

sys.path.insert(0, str(Path(__file__).parent / "src" / "qabyldau" / "config"))

from catalogues import compile_catalogues


class BuildWithCatalogues(build_py):
    """``build_py`` that brings the compiled catalogues along."""

    def run(self) -> None:
        """Compile first, so that the files are found."""
        compile_catalogues()
        super().run()


setup(cmdclass={"build_py": BuildWithCatalogues})
