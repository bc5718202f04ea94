"""How much each word speaks for each language: a linear model over its character n-grams, remembered by word.

Multinomial logistic regression was taught on snippets of one to twelve words; as it is linear, a text's score is the
sum of its words' scores, so each word is scored once and kept (`models/language.card.toml`). Words outside the
Cyrillic and Latin letters speak for `other`, Kazakh in Arabic letters for itself.

>>> score = WordScores()
>>> CLASSES[int(score.of(["жаксы"])[0, :6].argmax())]
'kk'
"""

import re

import numpy as np
from numpy.typing import NDArray

from tilmash.langid.grams import buckets_of
from tilmash.models import open_arrays
from tilmash.normalize import compose
from tilmash.script import is_latin

CLASSES = ("kk", "ru", "en", "uz", "ky", "other")
KK, RU, EN, UZ, KY, OTHER = range(6)
LATIN = 6
_COLUMNS = 7
_MOST_WORDS = 30_000
_KAZAKH_ARABIC = frozenset("ٴڭۇۋ")
_UYGHUR_ARABIC = frozenset("ېۆئھ")
_CLEAR = 4.0
_SIMPLE = re.compile("[а-яёәғқңөұүһі]+")
_DRAWN = re.compile(r"(.)\1{2,}")


def _outside(word: str) -> int:
    """Give the class of a word in neither Cyrillic nor Latin letters."""
    is_kazakh = not _KAZAKH_ARABIC.isdisjoint(word) and _UYGHUR_ARABIC.isdisjoint(word)
    return KK if is_kazakh else OTHER


def _is_cyrillic(word: str) -> bool:
    return "\u0400" <= word[0] <= "\u052f"


def _plain(word: str) -> str:
    """Give a word composed, with a letter drawn out (`сооомм`) written once."""
    if not _SIMPLE.fullmatch(word):
        word = compose(word)
    return _DRAWN.sub(r"\1", word) if _DRAWN.search(word) else word


class WordScores:
    """Scores of words by class, kept for the last tens of thousands; `bias` belongs to a text, not to a word."""

    def __init__(self) -> None:
        arrays = open_arrays("language")
        self._weights: NDArray[np.int8] = arrays["weights"]
        self._scale = float(arrays["scale"][0])
        self.bias: NDArray[np.float32] = arrays["bias"].astype(np.float32)
        self._rows = np.zeros((_MOST_WORDS, _COLUMNS), dtype=np.float32)
        self._places: dict[str, int] = {}

    def of(self, words: list[str]) -> NDArray[np.float32]:
        """Give one row a word (lower case): six scores and whether it is in Latin letters."""
        places = list(map(self._places.get, words))
        if None in places:
            new = list(
                dict.fromkeys(word for word, place in zip(words, places, strict=True) if place is None)
            )
            if len(new) > _MOST_WORDS:
                return self._scored_apart(words)
            self._learn(new)
            places = list(map(self._places.get, words))
            if None in places:
                # The table was full and began anew: some of the words known a moment ago are gone.
                self._learn([word for word in dict.fromkeys(words) if word not in self._places])
                places = list(map(self._places.get, words))
        return self._rows[np.array(places, dtype=np.int64)]

    def _scored_apart(self, words: list[str]) -> NDArray[np.float32]:
        half = len(words) // 2
        return np.concatenate([self.of(words[:half]), self.of(words[half:])])

    def _learn(self, words: list[str]) -> None:
        if len(self._places) + len(words) > _MOST_WORDS:
            self._places.clear()
        start = len(self._places)
        self._rows[start : start + len(words)] = self._scored(words)
        self._places.update(zip(words, range(start, start + len(words)), strict=True))

    def _scored(self, words: list[str]) -> NDArray[np.float32]:
        plain = list(map(_plain, words))
        grams = buckets_of(plain)
        sums = np.zeros((grams.rows.shape[1], len(CLASSES)), dtype=np.int32)
        for row in grams.rows:
            sums += self._weights[row]
        rows = np.zeros((len(words), _COLUMNS), dtype=np.float32)
        rows[:, : len(CLASSES)] = np.add.reduceat(sums, grams.starts) * self._scale
        for index, word in enumerate(plain):
            if _is_cyrillic(word):
                continue
            if is_latin(word):
                rows[index, LATIN] = 1
            else:
                rows[index, : len(CLASSES)] = 0
                rows[index, _outside(word)] = _CLEAR
        return rows
