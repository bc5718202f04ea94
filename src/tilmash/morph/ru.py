"""Lemmas of Russian words: pymorphy3 with the OpenCorpora dictionary, the likeliest parse, remembered by word.

Where its corpus never saw a form, all parses are equally likely; then the lemma whose forms together are met most often
in news is taken (counts of Navec, in the file of letters).

>>> lemma_of("дорогами"), lemma_of("отремонтировали"), lemma_of("ямы")
('дорога', 'отремонтировать', 'яма')
"""

import math
import re
from collections import Counter
from functools import cache, lru_cache
from typing import Any

from tilmash.letters.lexicon import lexicon
from tilmash.models import required

_TIE = 1e-6
_RARER = frozenset({"Name", "Surn", "Patr", "Geox", "Orgn", "Trad", "Init", "PRTF"})
_WORD = re.compile("[Ѐ-ԯ'’-]+")


@cache
def analyser() -> Any:
    """Give the analyser of pymorphy3, opened on first use; raises MissingPartError when it is not installed."""
    return required("pymorphy3").MorphAnalyzer(lang="ru")


@lru_cache(maxsize=1 << 12)
def parses(word: str) -> tuple[Any, ...]:
    """Give the parses of a lower-case word, likeliest first; none for a word with a letter that is not Cyrillic.

    pymorphy3 asks the Unicode name of every letter and fails on those that have none.
    """
    return tuple(analyser().parse(word)) if _WORD.fullmatch(word) else ()


@lru_cache(maxsize=1 << 17)
def lemma_of(word: str) -> str:
    """Give the lemma of a Russian word, in lower case, ё as е."""
    low = word.lower()
    if len(low) > 40 or not _WORD.fullmatch(low):
        return low
    found = analyser().parse(low)
    tied = [parse for parse in found if parse.score > found[0].score - _TIE]
    is_clear = len(tied) == 1 or not analyser().word_is_known(low)
    return str((found[0] if is_clear else _likeliest(low, tied)).normal_form).replace("ё", "е")


def _likeliest(word: str, tied: list[Any]) -> Any:
    """Choose among parses that are equally likely: no proper name or full participle where there is another.

    A word that is its own lemma stays; else the lemma whose forms together are met most often.
    """
    common = [parse for parse in tied if not _RARER.intersection(parse.tag.grammemes)]
    choice = common if any(map(_often, common)) else tied
    choice = [parse for parse in choice if parse.normal_form == word] or choice
    names = Counter(parse.normal_form for parse in choice)
    if len(names) == 1:
        return choice[0]
    return max(choice, key=lambda parse: (_often(parse), names[parse.normal_form]))


def _often(parse: Any) -> float:
    """Give how often the forms of a lemma are met together, 0..1."""
    counts = lexicon().russian_words
    forms = {form.word for form in parse.lexeme}
    # A plain sum would hang on the order of a set, and with it the lemma of two words with the same forms.
    return math.fsum(math.exp(counts[form]) for form in forms if form in counts)


@lru_cache(maxsize=1 << 17)
def is_known(word: str) -> bool:
    """Say whether the dictionary holds a form, as written or with ё."""
    return bool(_WORD.fullmatch(word.lower()) and analyser().word_is_known(word.lower()))
