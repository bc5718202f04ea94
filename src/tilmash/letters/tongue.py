"""Which words of a text are Kazakh and which Russian, so that only Kazakh words are touched.

Each word leans by how likely it is in either language; neighbours pull it their way, for people change language by
stretches, not by words. Source: the two-state hidden Markov model, forward and backward pass (Rabiner 1989).

>>> [share > 0.5 for share in kazakh_shares(["колик", "коп", "но", "дорога", "разбита"])]
[True, True, False, False, False]
"""

import math
from collections.abc import Sequence
from functools import lru_cache

from tilmash.letters.alphabet import KAZAKH
from tilmash.letters.lexicon import lexicon, parses
from tilmash.letters.weigh import LONGEST, NOTHING, add_logs, ranked

_KAZAKH = frozenset(KAZAKH)
_RUSSIAN_ONLY = frozenset("ёщъ")
_MOST = 5.0
_SURE = 8.0
_NEW_KAZAKH, _NEW_RUSSIAN = -2.0, -2.5
_NO_PARSE = -19.0
_STAY = 0.97
# A word that neither language knows says less: it may be anyone's name.
_UNKNOWN_SAYS = 0.5


@lru_cache(maxsize=1 << 15)
def leaning(word: str) -> float:
    """Give by how much a lower-case word is likelier in Kazakh (above 0) than in Russian, in nats, within 8."""
    if not _KAZAKH.isdisjoint(word):
        return _SURE
    if len(word) > LONGEST:
        return 0.0
    held = lexicon()
    forms = held.forms.get(word)
    known = held.russian_words.get(word, NOTHING)
    lean = _of_known(word, known) if forms or known > NOTHING else _of_unknown(word)
    lean = max(-_MOST, min(_MOST, lean))
    return lean if _RUSSIAN_ONLY.isdisjoint(word) or forms else lean - _MOST


def _of_known(word: str, known: float) -> float:
    """Compare a word that the texts of one language or of both have."""
    held = lexicon()
    forms = held.forms.get(word)
    if forms:
        kazakh = add_logs(log for _, log in forms)
    else:
        kazakh = max(parses(word, held).values(), default=_NO_PARSE)
    return kazakh - (known if known > NOTHING else held.russian.score(word) + _NEW_RUSSIAN)


def _of_unknown(word: str) -> float:
    """Compare how well a word that no text had fits the letters of either language."""
    held = lexicon()
    lean = ranked(word)[0][1] + _NEW_KAZAKH - held.russian.score(word) - _NEW_RUSSIAN
    return lean if parses(word, held) else lean * _UNKNOWN_SAYS


def _pass(odds: Sequence[float]) -> list[tuple[float, float]]:
    """Give for each place the shares (Kazakh, Russian) that the words before it speak for."""
    kazakh, russian = 0.5, 0.5
    shares = []
    for ratio in odds:
        shares.append((kazakh, russian))
        left, right = kazakh * ratio, russian
        kazakh, russian = left * _STAY + right * (1 - _STAY), left * (1 - _STAY) + right * _STAY
        total = kazakh + russian
        kazakh, russian = kazakh / total, russian / total
    return shares


def kazakh_shares(words: Sequence[str]) -> list[float]:
    """Give for each lower-case word of a text the probability that it stands in a Kazakh stretch."""
    return smooth([leaning(word) for word in words])


def smooth(leanings: Sequence[float]) -> list[float]:
    """Give for each place the probability of the first of two languages, from the leanings in nats all along."""
    odds = [math.exp(lean) for lean in leanings]
    before = _pass(odds)
    after = _pass(odds[::-1])[::-1]
    shares = []
    for ratio, (left, other), (right, another) in zip(odds, before, after, strict=True):
        kazakh, russian = ratio * left * right, other * another
        shares.append(kazakh / (kazakh + russian))
    return shares
