"""Which of its possible spellings a word most likely is.

Three tellers: how often the form was seen; the character model of Kazakh together with a known stem and an ending it
takes; and, for names and borrowed words, the character model of Russian followed by a Kazakh ending. Their
probabilities are added, so that the one which knows the word decides.

>>> best("жондеу")[0]
'жөндеу'
"""

import math
import re
from collections.abc import Iterable
from functools import lru_cache

from tilmash.letters.alphabet import CODE, END, READINGS, START, paradigm
from tilmash.letters.beam import spellings
from tilmash.letters.lexicon import Lexicon, lexicon, parses
from tilmash.normalize import on_russian_keys

LONGEST = 40
NOTHING = -60.0
_STEMS, _BORROWED, _NAMES = 2.0, -3.0, 3.0
# How much a known stem and ending speaks beside the character model, and what having none says at least.
_SHARE, _FLOOR = 0.4, -22.0
_SHORTEST_BORROWED = 3
_KEPT = 4
# Spellings further apart than this no neighbour brings together.
_CLOSE = 7.0
_OFTEN, _SEEN = -11.9, 1.0
# What hearing у for ө costs, four times that where у itself gives a Kazakh letter.
_MISHEARD = 1.5
_FIRST_VOWEL = re.compile("[аеёиоуыэюя]")
_ON_KEYS = {key: tuple((letter, 0.0) for letter in letters) for key, letters in READINGS.items()}

Ranked = tuple[tuple[str, float], ...]


def add_logs(logs: Iterable[float]) -> float:
    """Give the logarithm of the sum of numbers given by their logarithms."""
    values = list(logs)
    most = max(values)
    return most + math.log(sum(math.exp(value - most) for value in values))


def borrowed(key: str, held: Lexicon) -> dict[str, float]:
    """Give readings of a word as a Russian or foreign stem, its letters as typed, with a Kazakh ending or none."""
    found: dict[str, float] = {}
    model, endings = held.russian, held.endings
    total, state = 0.0, START
    for place, letter in enumerate(key, start=1):
        gain, state = model.step(state, CODE.get(letter, 0))
        total += gain
        if place < _SHORTEST_BORROWED:
            continue
        choices = endings.get(paradigm(key[:place]), {}).get(key[place:], ())
        if choices:
            stem = total + model.step(state, END)[0]
            for ending, share in choices:
                word = key[:place] + ending
                found[word] = max(found.get(word, NOTHING), stem + share)
    return found


@lru_cache(maxsize=1 << 10)
def _tellers(key: str) -> tuple[dict[str, float], dict[str, float], dict[str, float]]:
    """Give what is known of a key beside its letters: forms seen, stems with endings, borrowed stems."""
    held = lexicon()
    return dict(held.forms.get(key, ())), parses(key, held), borrowed(key, held)


def told(word: str, log: float, capital: bool) -> float:
    """Give the weight of a spelling by all tellers together; `log` is its character score."""
    seen, known, foreign = _tellers(on_russian_keys(word))
    lift = _NAMES if capital else _BORROWED
    return add_logs(
        (
            (1 - _SHARE) * log + _SHARE * max(known.get(word, NOTHING) + _STEMS, _FLOOR),
            seen.get(word, NOTHING) + _SEEN,
            foreign.get(word, NOTHING) + lift,
        )
    )


def is_known(word: str) -> bool:
    """Say whether a lower-case Kazakh word was seen, or is a known stem with an ending it takes."""
    seen, known, _ = _tellers(on_russian_keys(word))
    return word in seen or word in known


@lru_cache(maxsize=1 << 13)
def ranked(key: str, capital: bool = False) -> Ranked:
    """Give the spellings of a lower-case word typed on Russian keys with their log-probabilities, best first."""
    held = lexicon()
    forms = held.forms.get(key, ())
    if len(key) == 1 or (forms and max(log for _, log in forms) > _OFTEN):
        return tuple(sorted(forms, key=lambda pair: -pair[1])) or ((key, NOTHING),)
    if len(key) > LONGEST or not set(key) <= _ON_KEYS.keys():
        return ((key, NOTHING),)
    scores = dict(spellings(key, _ON_KEYS, held.kazakh))
    seen, known, foreign = _tellers(key)
    for word in (*seen, *known, *sorted(foreign, key=foreign.__getitem__)[-2:]):
        if word not in scores:
            scores[word] = held.kazakh.score(word)
    words = sorted(
        ((word, told(word, log, capital)) for word, log in scores.items()), key=lambda pair: -pair[1]
    )
    if not (seen or known or capital):
        price = _MISHEARD if words[0][0] == key else 4 * _MISHEARD
        misheard = [(word, log - price) for word, log in _misheard(key)]
        words = sorted(words + misheard, key=lambda pair: -pair[1])
    return tuple(words[:_KEPT])


def _misheard(key: str) -> list[tuple[str, float]]:
    """Give the words with ө that were typed as they are heard, with у in the first syllable: утинемин for өтінемін."""
    first = _FIRST_VOWEL.search(key)
    if not first or first.group() != "у":
        return []
    place = first.start()
    meant = ranked(f"{key[:place]}о{key[place + 1 :]}")
    return [(word, log) for word, log in meant if word[place] == "ө"]


def best(key: str, capital: bool = False) -> tuple[str, float]:
    """Give the likeliest spelling of a lower-case word typed on Russian keys, and its probability in 0..1."""
    return beside(ranked(key, capital), "", "")


def beside(words: Ranked, before: str, after: str) -> tuple[str, float]:
    """Choose among close spellings by the words before and after (keys, or ""); give it and its share of all."""
    if len(words) > 1 and words[0][1] - words[-1][1] < _CLOSE:
        pairs = lexicon().neighbours
        words = tuple(
            (word, log + pairs.get(f"{before}> {word}", 0.0) + pairs.get(f"<{after} {word}", 0.0))
            for word, log in words
        )
    top = max(words, key=lambda pair: pair[1])
    return top[0], math.exp(top[1] - add_logs(log for _, log in words))
