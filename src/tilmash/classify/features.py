"""What a theme is learnt from: the meaning of a text, its regions, fields and themes, and its words letter by letter.

Dense numbers say what a text is about in either language; hashed ones (Weinberger et al. 2009) keep its very words,
pieces of words and concepts, so that a name or an invented category can be learnt too.
"""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from tilmash.classify.sums import scores_of
from tilmash.concepts import themes, thesaurus
from tilmash.models import open_arrays
from tilmash.segment import tokenize
from tilmash.stems import WordRead, words_of_text
from tilmash.vectors import meaning, regions, unit, vector_of

FIELD_SOURCES = (
    "fields_kk",
    "fields_ru",
    "fields_kk2",
    "fields_ru2",
    "fields_kk3",
    "fields_ru3",
    "fields_kk4",
)
HASHED = 1 << 13
WORDS, PIECES, CONCEPTS = 0.55, 0.55, 0.7
_SHORTEST, _LONGEST = 3, 5
# No field is ever surely absent.
_DOUBT = 0.01
LONGEST_TEXT = 20_000
Numbers = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Features:
    """`meaning` (160 numbers), `regions` (256), `fields`, `themes`, `hashed` (8,192), and the sums of the themes."""

    meaning: Numbers
    regions: Numbers
    fields: Numbers
    themes: Numbers
    hashed: Numbers
    sums: dict[str, float]


@cache
def theme_columns() -> dict[str, int]:
    """Give the column of each theme code among the theme numbers."""
    return {code: column for column, code in enumerate(themes())}


def bucket(name: str) -> int:
    """Give the place of a word, piece or concept among the hashed numbers."""
    return zlib.crc32(name.encode("utf-8", "surrogatepass")) % HASHED


def _counted(names: Iterable[tuple[str, float]], root: bool = False) -> Numbers:
    counts = np.zeros(HASHED, dtype=np.float32)
    for name, weight in names:
        counts[bucket(name)] += weight
    return unit(np.sqrt(counts) if root else counts)


def _pieces(words: list[WordRead]) -> Iterable[tuple[str, float]]:
    for word in words:
        bounded = f"^{word.stem[:30]}$"
        for size in range(_SHORTEST, _LONGEST + 1):
            for start in range(len(bounded) - size + 1):
                yield bounded[start : start + size], 1.0


def weight_of(word: WordRead) -> float:
    """Give how much a word says, 0..1: by its rarity, 1 for one the vectors do not know."""
    found = vector_of(word)
    return found[1] if found is not None else 1.0


@cache
def _field_weights() -> Numbers:
    return open_arrays("fields")["weights"].astype(np.float32)


def seen_by_fields(seen: Features) -> Numbers:
    """Give what the fields are learnt from: meaning, regions, words, and a one."""
    return np.concatenate([seen.meaning, seen.regions, seen.hashed, np.ones(1, dtype=np.float32)])


def fields_of(seen: Numbers) -> Numbers:
    """Give by how much each general field is likelier than the mean of them, in logarithms, a vector of length one.

    Logarithms tell a second field that is near from one that is far, which roots and the probabilities themselves blur.
    """
    scores = seen @ _field_weights()
    powers = np.exp(scores - scores.max())
    logs = np.log(powers / powers.sum() + _DOUBT)
    return unit(np.asarray(logs - logs.mean(), dtype=np.float32))


def features_of(text: str) -> Features:
    """Give the features of a text; only its first 20,000 characters are read."""
    seen = bare_features_of(text)
    return replace(seen, fields=fields_of(seen_by_fields(seen)))


def bare_features_of(text: str) -> Features:
    """Give the features of a text without its fields, which are learnt from the others."""
    cut = text[:LONGEST_TEXT]
    words = words_of_text(cut)
    hits = thesaurus().find(tokenize(cut))
    sums, _ = scores_of(hits)
    found = np.zeros(len(theme_columns()), dtype=np.float32)
    for code, total in sums.items():
        found[theme_columns()[code]] = total**0.5
    hashed = WORDS * _counted((word.stem, weight_of(word)) for word in words)
    hashed += PIECES * _counted(_pieces(words), root=True)
    hashed += CONCEPTS * _counted((f"concept {code}", 1.0) for code in {hit.code: None for hit in hits})
    return Features(meaning(words), regions(words), np.zeros(0, np.float32), unit(found), hashed, dict(sums))
