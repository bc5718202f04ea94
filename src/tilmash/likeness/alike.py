"""How alike two texts are, whatever the language, script or spelling, and what they share.

Each word of one text is laid beside its best match in the other: the same stem, a translation of the word list, or
the nearest vector (the idea of Zhang et al. 2020, BERTScore, over static vectors); beside that stands the share of
common concepts of the thesaurus. Both count the same; a text is wholly like itself.

>>> round(similar("Көшеде жарық жоқ", "На улице нет света"), 1) > round(similar("Көшеде жарық жоқ", "Нет воды"), 1)
True
"""

from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from tilmash.classify.features import weight_of
from tilmash.classify.sums import scores_of
from tilmash.concepts import Hit, thesaurus
from tilmash.errors import text_of
from tilmash.lang import read_table
from tilmash.letters import to_cyrillic
from tilmash.normalize import fold
from tilmash.script import CYRILLIC, key, script_of
from tilmash.segment import tokenize
from tilmash.stems import KAZAKH, WordRead, words_of_text
from tilmash.types import Similarity
from tilmash.vectors import SIZE, vector_of

_NEAR, _TRANSLATED = 0.3, 0.9
_FLATTENED = 0.35
_LONGEST_TEXT = 5_000
_MOST_WORDS = 200
_MOST_REASONS = 6
SHINGLE = 4


@dataclass(frozen=True, slots=True)
class Matter:
    """What a text is compared by: its stems in order, their vectors (n by 160), weights, translations, concepts."""

    stems: tuple[str, ...]
    vectors: NDArray[np.float32]
    weights: NDArray[np.float32]
    translations: tuple[frozenset[str], ...]
    concepts: frozenset[str]
    places: dict[str, int]
    shingles: frozenset[str]
    themes: dict[str, float]


@cache
def _translations() -> dict[str, frozenset[str]]:
    """Give the folded Russian lemmas of each folded Kazakh lemma of the word list."""
    found: dict[str, set[str]] = {}
    for lemma, _, equivalents in read_table("kk/lexicon.tsv"):
        if " " in lemma:
            continue
        words = equivalents.replace(";", " ").split()
        found.setdefault(fold(lemma), set()).update(fold(word) for word in words)
    return {stem: frozenset(words) for stem, words in found.items()}


def _translated(word: WordRead) -> frozenset[str]:
    return _translations().get(word.stem, frozenset()) if word.language == KAZAKH else frozenset()


@lru_cache(maxsize=1 << 13)
def matter_of(text: str) -> Matter:
    """Give what a text is compared by; its first 5,000 characters and 200 different words are read."""
    cut = text[:_LONGEST_TEXT]
    words = list({word.stem: word for word in words_of_text(cut)}.values())[:_MOST_WORDS]
    hits = thesaurus().find(tokenize(cut))
    vectors = np.zeros((len(words), SIZE), dtype=np.float32)
    for row, word in enumerate(words):
        found = vector_of(word)
        if found is not None:
            vectors[row] = found[0]
    return Matter(
        tuple(word.stem for word in words),
        vectors,
        np.array([weight_of(word) for word in words], dtype=np.float32) ** np.float32(_FLATTENED),
        tuple(_translated(word) for word in words),
        frozenset(hit.code for hit in hits),
        {word.stem: row for row, word in enumerate(words)},
        _shingles(cut),
        _themes(hits),
    )


def _themes(hits: list[Hit]) -> dict[str, float]:
    """Give the roots of the sums of the themes, at length one."""
    sums, _ = scores_of(hits)
    total = sum(sums.values()) ** 0.5
    return {code: value**0.5 / total for code, value in sums.items()}


def shared_themes(left: Matter, right: Matter) -> float:
    """Give the cosine of the themes of two texts, 0..1."""
    return sum(value * right.themes.get(code, 0.0) for code, value in left.themes.items())


def _shingles(text: str) -> frozenset[str]:
    """Give the runs of four letters of a text on Russian keys, its Latin and Arabic words brought to Cyrillic."""
    plain = to_cyrillic(text) if script_of(text) != CYRILLIC else text
    keys = " ".join(key(token.text) for token in tokenize(plain))
    return frozenset(keys[start : start + SHINGLE] for start in range(max(len(keys) - SHINGLE + 1, 1)))


def shared_shingles(left: Matter, right: Matter) -> float:
    """Give the Jaccard likeness of the letters of two texts, 0..1."""
    both = len(left.shingles & right.shingles)
    return both / (len(left.shingles) + len(right.shingles) - both)


def matches(left: Matter, right: Matter) -> NDArray[np.float32]:
    """Give how near each word of one text is to each of the other, 0..1."""
    raw = (left.vectors @ right.vectors.T - _NEAR) / (1 - _NEAR)
    near: NDArray[np.float32] = np.maximum(raw, 0).astype(np.float32)
    _mark(near, left, right)
    _mark(near.T, right, left)
    return near


def _mark(near: NDArray[np.float32], left: Matter, right: Matter) -> None:
    for row, stem in enumerate(left.stems):
        same = right.places.get(stem)
        if same is not None:
            near[row, same] = 1.0
        for word in left.translations[row] & right.places.keys():
            near[row, right.places[word]] = max(near[row, right.places[word]], _TRANSLATED)


def aligned(left: Matter, right: Matter, near: NDArray[np.float32]) -> float:
    """Give the harmonic mean of how well each text is covered by the other, 0..1."""
    if not near.size:
        return 0.0
    covered = float((left.weights * near.max(axis=1)).sum() / left.weights.sum())
    covering = float((right.weights * near.max(axis=0)).sum() / right.weights.sum())
    return 2 * covered * covering / (covered + covering) if covered + covering else 0.0


def shared_concepts(left: Matter, right: Matter) -> float:
    """Give the share of the concepts of two texts that both name, 0..1."""
    every = left.concepts | right.concepts
    return len(left.concepts & right.concepts) / len(every) if every else 0.0


def similar(left: str, right: str) -> Similarity:
    """Give how alike two texts are, 0..1, with `why`: what they share, weightiest first."""
    one, other = matter_of(text_of(left)), matter_of(text_of(right))
    near = matches(one, other)
    score = aligned(one, other, near)
    if one.concepts | other.concepts:
        score = (score + shared_concepts(one, other)) / 2
    return Similarity(score, _why(one, other, near))


def _why(one: Matter, other: Matter, near: NDArray[np.float32]) -> tuple[str, ...]:
    if not near.size:
        return ()
    best = near.argmax(axis=1)
    worth = one.weights * near[np.arange(len(one.stems)), best]
    reasons = []
    for row in np.argsort(-worth, kind="stable")[:_MOST_REASONS].tolist():
        if near[row, best[row]] >= 0.5:
            mate = other.stems[best[row]]
            reasons.append(one.stems[row] if one.stems[row] == mate else f"{one.stems[row]} = {mate}")
    return tuple(reasons)
