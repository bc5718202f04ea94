"""Foreign names of persons and places, told from other words of Russian news by their vectors.

A logistic regression learns from the words that the dictionary of pymorphy3 (MIT) knows as given names, surnames, places,
bodies and others, and judges the words that it does not know. Vectors: Navec (MIT).
"""

import re
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from tilmash.models import required
from tilmash.morph.ru import analyser
from tilmash.train import sources

_WORD = re.compile(r"[а-яё]{3,}(?:-[а-яё]+)*")
_KINDS = ("Name", "Surn", "Geox", "Orgn")
_OTHER = len(_KINDS)
_MOST_TAUGHT = (6_000, 6_000, 6_000, 6_000, 16_000)
_PERSONS, _PLACE = (0, 1), 2
_SURE = 0.7
_AT_ONCE = 20_000
_SEED = 5


def by_company() -> tuple[set[str], set[str]]:
    """Give the names of persons and those of places, in the forms in which Russian news have them."""
    navec = sources.navec()
    places, vectors = navec.vocab.word_ids, navec.pq.unpack()
    kinds = {word: _kind(word) for word in navec.vocab.words if _WORD.fullmatch(word)}
    known = {word: kind for word, kind in kinds.items() if kind is not None}
    unknown = [word for word, kind in kinds.items() if kind is None]

    def unit(words: list[str]) -> NDArray[np.float32]:
        rows: NDArray[np.float32] = vectors[[places[word] for word in words]].astype(np.float32)
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)

    taught = list(_taught(known))
    model = (
        required("sklearn.linear_model")
        .LogisticRegression(max_iter=60, C=10)
        .fit(unit(taught), [known[word] for word in taught])
    )
    persons = {word for word, kind in known.items() if kind in _PERSONS}
    lands = {word for word, kind in known.items() if kind == _PLACE}
    for start in range(0, len(unknown), _AT_ONCE):
        words = unknown[start : start + _AT_ONCE]
        shares = model.predict_proba(unit(words))
        of_persons = shares[:, _PERSONS].sum(axis=1) > _SURE
        of_places = shares[:, _PLACE] > _SURE
        persons |= {word for word, sure in zip(words, of_persons, strict=True) if sure}
        lands |= {word for word, sure in zip(words, of_places, strict=True) if sure}
    return persons, lands


def _kind(word: str) -> int | None:
    """Give the kind of a word of the dictionary; None where it is unknown or may be of several kinds."""
    if not analyser().word_is_known(word):
        return None
    parses = [set(parse.tag.grammemes) for parse in analyser().parse(word)]
    for kind, grammeme in enumerate(_KINDS):
        if grammeme in parses[0]:
            return kind
    return None if any(not parse.isdisjoint(_KINDS) for parse in parses) else _OTHER


def _taught(known: dict[str, int]) -> Iterator[str]:
    pick = np.random.default_rng(_SEED)
    for kind, most in enumerate(_MOST_TAUGHT):
        words = [word for word, own in known.items() if own == kind]
        yield from (words[place] for place in pick.permutation(len(words))[:most])
