"""Word vectors in which Kazakh and Russian words of one meaning stand together, and the meaning of a text.

A text is the mean of its words' vectors, each weighed by how rare the word is (smooth inverse frequency, Arora et al.
2017), and beside it the share of the text in each of 256 regions of the space, which a mean alone blurs.

>>> road, lane = meaning_of(["дорога", "яма"]), meaning_of(["жол", "шұңқыр"])
>>> float(road @ lane) > 0.8
True
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from tilmash.models import open_arrays
from tilmash.stems import KAZAKH, WordRead, word_of

SIZE, REGIONS = 160, 256
_SHARPNESS = 8.0
Vector = NDArray[np.float32]
_DERIVED = re.compile(
    "(.{3,}?)(?:[лдт][ыі][қк]|[лдт][ыі]|с[ыі]з|ш[ыі]|[лдт][ыі][қк]т[ыі]|с[ыі]зд[ыі][қк]|дай|дей)?"
)


@cache
def _rows() -> tuple[dict[str, int], dict[str, int]]:
    """Give the row of each Kazakh and each Russian lemma."""
    arrays = open_arrays("vectors")
    kazakh = {word: row for row, word in enumerate(str(arrays["kk_words"]).split("\n"))}
    russian = {word: row for row, word in enumerate(str(arrays["ru_words"]).split("\n"))}
    return kazakh, russian


def _read(language: str, row: int) -> tuple[Vector, float]:
    arrays = open_arrays("vectors")
    vector = arrays[f"{language}_vectors"][row].astype(np.float32)
    return vector / max(float(np.linalg.norm(vector)), 1e-9), float(arrays[f"{language}_weights"][row])


@lru_cache(maxsize=1 << 15)
def vector_of(word: WordRead) -> tuple[Vector, float] | None:
    """Give the unit vector (160 numbers) and the weight in 0..1 of a word read, or None for an unknown one.

    A Kazakh word outside the table may be a borrowing: then the Russian word of the same spelling stands for it.
    """
    kazakh, russian = _rows()
    if word.language == KAZAKH and word.lemma in kazakh:
        return _read("kk", kazakh[word.lemma])
    if word.lemma in russian:
        return _read("ru", russian[word.lemma])
    root = _root_of(word.lemma, kazakh, russian) if word.language == KAZAKH else ""
    if root:
        return _read("kk", kazakh[root]) if root in kazakh else _read("ru", russian[root])
    return None


def _root_of(lemma: str, kazakh: dict[str, int], russian: dict[str, int]) -> str:
    """Give what a word was made from, as `құрылым` of `құрылымдық`, or ""."""
    found = _DERIVED.fullmatch(lemma)
    if not found:
        return ""
    root = found.group(1)
    return next(
        (known for known in (root, root + "т", root + root[-1]) if known in kazakh or known in russian), ""
    )


@cache
def _region_centres() -> Vector:
    return open_arrays("vectors")["regions"].astype(np.float32)


@lru_cache(maxsize=1 << 14)
def regions_of(word: WordRead) -> Vector | None:
    """Give the shares (256 numbers, sum 1) of a word in the regions of the space, or None for an unknown word."""
    found = vector_of(word)
    if found is None:
        return None
    near = np.exp(_SHARPNESS * (_region_centres() @ found[0] - 1.0))
    return np.asarray(near / max(float(near.sum()), 1e-9), dtype=np.float32)


def meaning(words: Iterable[WordRead]) -> Vector:
    """Give the unit vector of some words, or zeros where none is known."""
    total = np.zeros(SIZE, dtype=np.float32)
    for word in words:
        found = vector_of(word)
        if found is not None:
            total += found[0] * found[1]
    return unit(total)


def meaning_of(words: Iterable[str]) -> Vector:
    """Give the unit vector of some words as written."""
    return meaning(word_of(word) for word in words)


def regions(words: Iterable[WordRead]) -> Vector:
    """Give the unit vector of the regions of some words: square roots of their weighed shares (Hellinger)."""
    total = np.zeros(REGIONS, dtype=np.float32)
    for word in words:
        shares = regions_of(word)
        found = vector_of(word)
        if shares is not None and found is not None:
            total += shares * found[1]
    return unit(np.sqrt(total))


def unit(vector: Vector) -> Vector:
    """Give a vector at length one; zeros stay zeros."""
    length = float(np.linalg.norm(vector))
    return vector / length if length > 0 else vector
