"""The steps of training by the names of their files, in the order in which one learns from another."""

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from tilmash.models import look_first_in
from tilmash.train import fields, lemmas, letters, matters, tongues, vectors
from tilmash.train import names as person_names
from tilmash.train.cards import Card

BUILDERS: dict[str, Callable[[Path], Card]] = {
    "language": tongues.build,
    "letters": letters.build,
    "lemmas_kk": lemmas.build,
    "vectors": vectors.build,
    "fields": fields.build,
    "names": person_names.build,
    "matters": matters.build,
}


def made_apart(name: str, folder: Path) -> Card:
    """Make one file in an interpreter of its own, which learns from the files made before it and remembers no others."""
    with ProcessPoolExecutor(1, get_context("spawn")) as alone:
        return alone.submit(_made, name, folder).result()


def _made(name: str, folder: Path) -> Card:
    look_first_in(folder)
    return BUILDERS[name](folder)
