"""Lemmas of Russian words: pymorphy3 with the OpenCorpora dictionary, the likeliest parse, remembered by word.

>>> lemma_of("дорогами"), lemma_of("отремонтировали")
('дорога', 'отремонтировать')
"""

import re
from functools import cache, lru_cache
from typing import Any

from tilmash.models import required

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
    return str(analyser().parse(low)[0].normal_form).replace("ё", "е")


@lru_cache(maxsize=1 << 17)
def is_known(word: str) -> bool:
    """Say whether the dictionary holds a form, as written or with ё."""
    return bool(_WORD.fullmatch(word.lower()) and analyser().word_is_known(word.lower()))
