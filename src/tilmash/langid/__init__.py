"""Which language texts are in: kk, ru, mixed, en or other, whatever the letters.

The scores of the words are added up; the best class wins, Uzbek and Kyrgyz being `other`. Where both Kazakh and
Russian words speak up, their phrases tell whether the language changes (`switching`). A word or two that the Kazakh
word list has are Kazakh, though a neighbour may have them too. All texts of a call are scored together.

>>> languages(["koshede zharyk zhok", "Во дворе нет света", "", "Көшеде нет света уже неделю, көмектесіңіздер"])
['kk', 'ru', 'other', 'mixed']
"""

import re
from functools import cache

import numpy as np
from numpy.typing import NDArray

from tilmash.lang import read_table, words_of
from tilmash.langid.switching import WORD, is_mixed
from tilmash.langid.words import CLASSES, KK, LATIN, RU, WordScores
from tilmash.normalize import on_russian_keys

KAZAKH, RUSSIAN, ENGLISH, OTHER, MIXED = "kk", "ru", "en", "other", "mixed"
# Kyrgyz and Uzbek in four words look Kazakh; nobody is read as a Kazakh on a guess.
HOME = np.array([0.1, 0.0, 0.0, -0.1, -0.1, -0.4], dtype=np.float32)
_NAMES = (KAZAKH, RUSSIAN, ENGLISH, OTHER, OTHER, OTHER)
_BREAK = "\x1e"
_WORD = re.compile(f"{_BREAK}|{WORD.pattern}")
_LONGEST_TEXT = 200_000
_CHUNK = 512
_LEAST_SUM = 5.0
_FEW_WORDS = 2


@cache
def _scores() -> WordScores:
    return WordScores()


def languages(texts: list[str]) -> list[str]:
    """Give the language of each text; only the first 200,000 characters of a text are read."""
    found: list[str] = []
    for start in range(0, len(texts), _CHUNK):
        found.extend(_languages(texts[start : start + _CHUNK]))
    return found


def _languages(texts: list[str]) -> list[str]:
    cut = [text[:_LONGEST_TEXT].replace(_BREAK, " ") for text in texts]
    words = _WORD.findall(f" {_BREAK} ".join(cut).lower())
    words.append(_BREAK)
    rows, starts, ends = _rows_of(words)
    found = [OTHER] * len(texts)
    for index, name in _decided(cut, rows, starts, ends):
        found[index] = name
    return found


def _rows_of(words: list[str]) -> tuple[NDArray, NDArray, NDArray]:
    """Give the scores of the words and where each text's words begin and end among them."""
    breaks = np.array([index for index, word in enumerate(words) if word == _BREAK], dtype=np.int64)
    ends = breaks - np.arange(breaks.size)
    starts = np.concatenate(([0], ends[:-1]))
    spoken = [word for word in words if word != _BREAK]
    rows = _scores().of(spoken) if spoken else np.zeros((0, LATIN + 1), dtype=np.float32)
    return rows, starts, ends


def _decided(texts: list[str], rows: NDArray, starts: NDArray, ends: NDArray) -> list[tuple[int, str]]:
    full = np.flatnonzero(ends > starts)
    if not full.size:
        return []
    begins, lengths = starts[full], (ends - starts)[full]
    rows = _without_guests(rows, begins, lengths)
    votes = rows[:, : len(CLASSES)]
    totals = np.add.reduceat(votes, begins) + _scores().bias + HOME
    best = totals.argmax(axis=1)
    margin = votes[:, KK] - votes[:, RU]
    for_kazakh = np.add.reduceat(np.maximum(margin, 0), begins)
    for_russian = np.add.reduceat(np.maximum(-margin, 0), begins)
    both = (np.minimum(for_kazakh, for_russian) >= _LEAST_SUM) & (best <= RU)
    silent = np.add.reduceat(np.abs(votes).sum(axis=1), begins) == 0
    found: list[tuple[int, str]] = []
    for place, index in enumerate(full.tolist()):
        name = OTHER if silent[place] else _NAMES[best[place]]
        if both[place]:
            part = slice(begins[place], begins[place] + lengths[place])
            name = MIXED if is_mixed(texts[index], margin[part].tolist()) else name
        elif name == OTHER and lengths[place] <= _FEW_WORDS and _is_listed(texts[index]):
            name = KAZAKH
        found.append((index, name))
    return found


def _without_guests(rows: NDArray, begins: NDArray, lengths: NDArray) -> NDArray:
    """Silence the Latin words of a Cyrillic text: names of firms and networks say nothing of its language."""
    latin = np.add.reduceat(rows[:, LATIN], begins)
    guests = np.repeat((latin > 0) & (2 * latin < lengths), lengths) & (rows[:, LATIN] > 0)
    if guests.any():
        rows = rows.copy()
        rows[guests] = 0
    return rows


@cache
def _listed() -> frozenset[str]:
    """Give the Kazakh words of the tables, on Russian keys."""
    words = {row[0].lower() for row in read_table("kk/lexicon.tsv")}
    words |= words_of("kk/stop_words.tsv") | words_of("kk/frequent_words.tsv")
    return frozenset(map(on_russian_keys, words))


def _is_listed(text: str) -> bool:
    """Say whether every word of a text is in the Kazakh tables, and there is one."""
    words = [on_russian_keys(word) for word in _WORD.findall(text.lower())]
    return bool(words) and _listed().issuperset(words)
