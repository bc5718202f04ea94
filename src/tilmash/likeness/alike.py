"""How alike two texts are, whatever the language, script or spelling, and what they share.

Each word of one text is laid beside its best match in the other: the same stem, a translation of the word list, a
concept of the thesaurus that both name, or the nearest vector (the idea of Zhang et al. 2020, BERTScore, over static
vectors); beside that stands the share of common concepts. A text is wholly like itself.

>>> round(similar("Көшеде жарық жоқ", "На улице нет света"), 1) > round(similar("Көшеде жарық жоқ", "Нет воды"), 1)
True
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from tilmash.classify.features import weight_of
from tilmash.classify.sums import scores_of
from tilmash.concepts import Hit, thesaurus
from tilmash.errors import text_of
from tilmash.letters import to_cyrillic
from tilmash.likeness.wordkeys import meanings_of
from tilmash.script import CYRILLIC, key, script_of
from tilmash.segment import tokenize
from tilmash.stems import WordRead, word_of
from tilmash.types import Similarity, Token
from tilmash.vectors import SIZE

Numbers = NDArray[np.float32]
_NEAR = 0.3
# What the words of a concept's pattern are worth in meeting those of another pattern of it, by how many they are; the
# signs of a theme are worth less.
_OF_A_PATTERN, _OF_A_SIGN = (0.95, 0.8, 0.65), 0.5
SIGN = "sign_"
_FLATTENED = 0.35
_OF_CONCEPTS = 0.3
_LONGEST_TEXT = 5_000
_MOST_WORDS = 200
_MOST_REASONS = 6
SHINGLE = 4


@dataclass(frozen=True, slots=True)
class Matter:
    """What a text is compared by.

    `words` in order, their `weights` 0..1, `keys` with the rows and worths of the words that have them; `vectors` (n by
    160) of all meanings, those of word i from `starts[i]`; the rows that each of the `concepts` is made of, with
    their worth; `shingles` and `themes`.
    """

    words: tuple[WordRead, ...]
    weights: Numbers
    keys: dict[str, list[tuple[int, float]]]
    vectors: Numbers
    starts: NDArray[np.int64]
    concepts: dict[str, dict[int, float]]
    shingles: frozenset[str]
    themes: dict[str, float]


@lru_cache(maxsize=1 << 11)
def matter_of(text: str) -> Matter:
    """Give what a text is compared by; its first 5,000 characters and 200 different words are read."""
    cut = text[:_LONGEST_TEXT]
    tokens = tokenize(cut)
    words, row_of = _words(tokens)
    meant = [meanings_of(word) for word in words]
    keys: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for row, meanings in enumerate(meant):
        for name, worth in meanings.keys.items():
            keys[name].append((row, worth))
    # A word without a vector stands as zeros: then every word has a row.
    vectors = [meanings.vectors if len(meanings.vectors) else np.zeros((1, SIZE)) for meanings in meant]
    lengths = np.array([len(rows) for rows in vectors], dtype=np.int64)
    hits = thesaurus().find(tokens)
    return Matter(
        tuple(words),
        np.array([weight_of(word) for word in words], dtype=np.float32) ** np.float32(_FLATTENED),
        dict(keys),
        np.concatenate(vectors).astype(np.float32) if vectors else np.zeros((0, SIZE), dtype=np.float32),
        np.cumsum(lengths) - lengths,
        _concepts(hits, row_of),
        _shingles(cut),
        _themes(hits),
    )


def _words(tokens: tuple[Token, ...]) -> tuple[list[WordRead], dict[int, int]]:
    """Give the different words that say something, and the number of that word for each token that is one."""
    numbers: dict[str, int] = {}
    words: list[WordRead] = []
    row_of: dict[int, int] = {}
    for place, token in enumerate(tokens):
        word = word_of(token.text)
        if word.is_silent or (word.stem not in numbers and len(words) == _MOST_WORDS):
            continue
        if word.stem not in numbers:
            numbers[word.stem] = len(words)
            words.append(word)
        row_of[place] = numbers[word.stem]
    return words, row_of


def _concepts(hits: list[Hit], row_of: dict[int, int]) -> dict[str, dict[int, float]]:
    found: dict[str, dict[int, float]] = defaultdict(dict)
    for hit in hits:
        rows = found[hit.code]
        worth = _OF_A_PATTERN[min(len(hit.places), len(_OF_A_PATTERN)) - 1]
        for place in hit.places:
            if place in row_of:
                rows[row_of[place]] = max(rows.get(row_of[place], 0.0), worth)
    return dict(found)


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
    if not keys:
        return frozenset()
    return frozenset(keys[start : start + SHINGLE] for start in range(max(len(keys) - SHINGLE + 1, 1)))


def shared_shingles(left: Matter, right: Matter) -> float:
    """Give the Jaccard likeness of the letters of two texts, 0..1."""
    every = len(left.shingles | right.shingles)
    return len(left.shingles & right.shingles) / every if every else 0.0


def matches(left: Matter, right: Matter) -> Numbers:
    """Give how near each word of one text is to each of the other, 0..1."""
    if not (left.words and right.words):
        return np.zeros((len(left.words), len(right.words)), dtype=np.float32)
    meant = left.vectors @ right.vectors.T
    best = np.maximum.reduceat(np.maximum.reduceat(meant, left.starts, axis=0), right.starts, axis=1)
    near: Numbers = np.maximum((best - _NEAR) / (1 - _NEAR), 0).astype(np.float32)
    for name in left.keys.keys() & right.keys.keys():
        for row, worth in left.keys[name]:
            for column, other in right.keys[name]:
                near[row, column] = max(near[row, column], worth * other)
    for code in left.concepts.keys() & right.concepts.keys():
        most = _OF_A_SIGN if code.startswith(SIGN) else 1.0
        for row, worth in left.concepts[code].items():
            for column, other in right.concepts[code].items():
                near[row, column] = max(near[row, column], min(worth * other, most))
    return near


def aligned(left: Matter, right: Matter, near: Numbers) -> float:
    """Give the harmonic mean of how well each text is covered by the other, 0..1."""
    if not near.size:
        return 0.0
    covered = float((left.weights * near.max(axis=1)).sum() / left.weights.sum())
    covering = float((right.weights * near.max(axis=0)).sum() / right.weights.sum())
    return 2 * covered * covering / (covered + covering) if covered + covering else 0.0


def shared_concepts(left: Matter, right: Matter) -> float:
    """Give the share of the concepts of two texts that both name, 0..1."""
    every = left.concepts.keys() | right.concepts.keys()
    return len(left.concepts.keys() & right.concepts.keys()) / len(every) if every else 0.0


def similar(left: str, right: str) -> Similarity:
    """Give how alike two texts are, 0..1, with `why`: what they share, weightiest first.

    A text is wholly like itself, even one without a word; two others without a word are not alike. Raises NotTextError for what is no `str`.
    """
    one, other = matter_of(text_of(left)), matter_of(text_of(right))
    near = matches(one, other)
    if left == right:
        return Similarity(1.0, _why(one, other, near))
    score = aligned(one, other, near)
    if one.concepts or other.concepts:
        score += (shared_concepts(one, other) - score) * _OF_CONCEPTS
    return Similarity(min(score, 1.0), _why(one, other, near))


def _why(one: Matter, other: Matter, near: Numbers) -> tuple[str, ...]:
    if not near.size:
        return ()
    best = near.argmax(axis=1)
    worth = one.weights * near[np.arange(len(one.words)), best]
    reasons = []
    for row in np.argsort(-worth, kind="stable")[:_MOST_REASONS].tolist():
        if near[row, best[row]] >= 0.5:
            stem, mate = one.words[row].stem, other.words[int(best[row])].stem
            reasons.append(stem if stem == mate else f"{stem} = {mate}")
    return tuple(reasons)
