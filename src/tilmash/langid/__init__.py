"""Which language texts are in: kk, ru, mixed, en or other, whatever the letters.

The scores of the words are added up; the best class wins, Uzbek and Kyrgyz being `other`. Where both Kazakh and
Russian words speak up, the best path of kk and ru through the words is found (Viterbi, 1967; a change of language
costs), and the text is mixed when both have more than visitors: a borrowing or two is Kazakh speech, a Russian clause
is not. All texts of a call are scored together.

>>> languages(["koshede zharyk zhok", "Во дворе нет света", "", "Көшеде нет света уже неделю, көмектесіңіздер"])
['kk', 'ru', 'other', 'mixed']
"""

import re
from functools import cache

import numpy as np
from numpy.typing import NDArray

from tilmash.langid.words import CLASSES, KK, LATIN, RU, WordScores

KAZAKH, RUSSIAN, ENGLISH, OTHER, MIXED = "kk", "ru", "en", "other", "mixed"
# Kyrgyz and Uzbek in four words look Kazakh; nobody is read as a Kazakh on a guess.
HOME = np.array([0.1, 0.0, 0.0, -0.1, -0.1, -0.4], dtype=np.float32)
_NAMES = (KAZAKH, RUSSIAN, ENGLISH, OTHER, OTHER, OTHER)
_BREAK = "\x1e"
_WORD = re.compile("\x1e|[^\\W\\d_]+(?:['’ʼ‘`\u0300-\u036f][^\\W\\d_]+)*")
_LONGEST_TEXT = 200_000
_CHUNK = 512
_CHANGE = 3.0
_LOUDEST = 5.0
_LEAST_RUN = 3
_LEAST_SHARE = 0.2
_LEAST_SUM = 5.0


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
    margin = np.clip(votes[:, KK] - votes[:, RU], -_LOUDEST, _LOUDEST)
    for_kazakh = np.add.reduceat(np.maximum(margin, 0), begins)
    for_russian = np.add.reduceat(np.maximum(-margin, 0), begins)
    both = (np.minimum(for_kazakh, for_russian) >= _LEAST_SUM) & (best <= RU)
    silent = np.add.reduceat(np.abs(votes).sum(axis=1), begins) == 0
    found: list[tuple[int, str]] = []
    for place, index in enumerate(full.tolist()):
        name = OTHER if silent[place] else _NAMES[best[place]]
        if both[place]:
            part = slice(begins[place], begins[place] + lengths[place])
            name = MIXED if is_mixed(_without_names(margin[part].tolist(), texts[index])) else name
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


def _without_names(margins: list[float], text: str) -> list[float]:
    """Silence the words with a capital: a Russian name is not Russian speech, a Kazakh one not Kazakh."""
    words = list(_WORD.finditer(text))
    if len(words) != len(margins) or text.isupper():
        return margins
    return [0.0 if word.group()[0].isupper() else margin for word, margin in zip(words, margins, strict=True)]


def spoken(margins: list[float]) -> list[int]:
    """Give KK or RU for each word by the best path through the margins (score of kk less score of ru)."""
    here = [0.0, 0.0]
    came: list[tuple[int, int]] = []
    for margin in margins:
        stay = (0 if here[0] >= here[1] - _CHANGE else 1, 1 if here[1] >= here[0] - _CHANGE else 0)
        came.append(stay)
        here = [
            here[stay[0]] - (_CHANGE if stay[0] != 0 else 0) + margin / 2,
            here[stay[1]] - (_CHANGE if stay[1] != 1 else 0) - margin / 2,
        ]
    state = 0 if here[0] >= here[1] else 1
    path = []
    for stay in reversed(came):
        path.append(state)
        state = stay[state]
    return path[::-1]


def is_mixed(margins: list[float]) -> bool:
    """Say whether both languages have a good fifth of the text, and Russian a clause of three words in a row."""
    path = spoken(margins)
    weights = {KK: 0.0, RU: 0.0}
    longest = run = 0
    for margin, state in zip(margins, path, strict=True):
        weights[state] += abs(margin)
        run = run + 1 if state == RU else 0
        longest = max(longest, run)
    fewest = min(path.count(KK), path.count(RU))
    return (
        longest >= _LEAST_RUN and fewest >= _LEAST_SHARE * len(path) and min(weights.values()) >= _LEAST_SUM
    )
