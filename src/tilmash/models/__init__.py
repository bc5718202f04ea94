"""Opens trained files and optional libraries on first use, once; the only place that imports by name.

A trained file is `<name>.npz` or `<name>.txt` with a card `<name>.card.toml` beside it: what it was made from, by
which command, licence, date, size and figures. `python -m tilmash.train` makes them all anew.
"""

import importlib
from functools import cache
from pathlib import Path
from types import ModuleType

import numpy as np
from numpy.typing import NDArray

from tilmash.errors import MissingPartError

FOLDER = Path(__file__).parent
_FOLDERS = [FOLDER]


def look_first_in(folder: Path) -> None:
    """Prefer the trained files of another folder; to be said before the first of them is opened."""
    _FOLDERS.insert(0, folder)


def path_of(name: str) -> Path:
    """Give the path of a trained file; raises MissingPartError when this installation has none of that name."""
    for folder in _FOLDERS:
        if (folder / name).is_file():
            return folder / name
    raise MissingPartError("trained", name)


@cache
def open_arrays(name: str) -> dict[str, NDArray]:
    """Give the arrays of `<name>.npz` by their names, read once; shapes and meaning stand in its card."""
    with np.load(path_of(f"{name}.npz"), allow_pickle=False) as held:
        return {key: held[key] for key in held.files}


def open_text(name: str) -> str:
    """Give the UTF-8 text of `<name>.txt`."""
    return path_of(f"{name}.txt").read_text(encoding="utf-8")


@cache
def optional(module: str) -> ModuleType | None:
    """Give a library that only one step needs, or None when it is not installed."""
    try:
        return importlib.import_module(module)
    except ImportError:
        return None


def required(module: str) -> ModuleType:
    """Give a library that a step cannot do without; raises MissingPartError naming it."""
    found = optional(module)
    if found is None:
        raise MissingPartError("library", module)
    return found
