"""The tree of the sources, as the house tests walk it."""

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src"
PACKAGE = SRC / "qabyldau"
INTERFACES = PACKAGE / "interfaces"


def is_own(path: Path) -> bool:
    """Return whether a file is the product's own Python: no test, no migration."""
    return not {"tests", "migrations", "__pycache__"} & set(path.parts)


def modules(folder: Path = SRC) -> list[Path]:
    """Return the product's own modules below ``folder``."""
    return [path for path in sorted(folder.rglob("*.py")) if is_own(path.relative_to(ROOT))]


@cache
def parsed(path: Path) -> ast.Module:
    """Return the syntax tree of a module."""
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    """Yield every function of a module, methods too."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node  # type: ignore[misc]


def lines(path: Path) -> int:
    """Return how many lines a file has."""
    return len(path.read_text(encoding="utf-8").splitlines())


def name_of(path: Path) -> str:
    """Return a file's path from the root of the repository."""
    return path.relative_to(ROOT).as_posix()


def project() -> dict:
    """Return pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def road() -> list[list[str]]:
    """Return the floors of the road from the top down, each a list of siblings, as the contract draws them."""
    contracts = project()["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["id"] == "road")
    return [[re.sub(r"[() ]", "", room) for room in layer.split("|")] for layer in layers]


def floor_of() -> dict[str, int]:
    """Return the floor of every room: 0 is the highest."""
    return {room: floor for floor, rooms in enumerate(road()) for room in rooms}


def templates() -> list[Path]:
    """Return every template of the product."""
    return sorted(PACKAGE.rglob("templates/**/*.html"))


def text_files() -> list[Path]:
    """Return every text file that is kept in the repository."""
    kept = {
        ".py",
        ".md",
        ".toml",
        ".yml",
        ".html",
        ".css",
        ".js",
        ".csv",
        ".tsv",
        ".jsonl",
        ".po",
        ".txt",
        ".svg",
    }
    skipped = {".venv", "var", ".git", "__pycache__", "build", "dist", ".hypothesis", "node_modules"}
    found = []
    for path in ROOT.rglob("*"):
        inner = path.relative_to(ROOT)
        if skipped & set(inner.parts) or inner.parts[0].startswith((".mypy", ".ruff", ".pytest", ".import")):
            continue
        if path.is_file() and (path.suffix in kept or path.name in {"Makefile", "LICENSE", "run"}):
            found.append(path)
    return sorted(found)
