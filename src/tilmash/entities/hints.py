"""Which finders a text can have work for: a few bits of each word, kept once it was seen.

Most texts name no sum, no date and no person; one look at the bits of their words spares those searches.

>>> bool(hints_of(["Су", "жоқ"]) & MONEY), bool(hints_of(["мың", "теңге"]) & MONEY)
(False, True)
"""

from collections.abc import Iterable
from functools import lru_cache

from tilmash.entities.dates import tells_date
from tilmash.entities.landmarks import tells_near
from tilmash.entities.organisations import tells_organisation
from tilmash.entities.persons import tells_person
from tilmash.entities.sums import tells_money
from tilmash.script import key

MONEY, DATE, PERSON, NEAR, ORGANISATION, DIGIT = 1, 2, 4, 8, 16, 32


@lru_cache(maxsize=1 << 15)
def _bits(word: str) -> int:
    folded = key(word)
    return (
        MONEY * tells_money(folded)
        | DATE * tells_date(folded)
        | PERSON * tells_person(word)
        | NEAR * tells_near(folded)
        | ORGANISATION * tells_organisation(folded)
        | DIGIT * word[:1].isdigit()
    )


def hints_of(words: Iterable[str]) -> int:
    """Give the bits of all words of a text together."""
    found = 0
    for word in words:
        found |= _bits(word)
    return found
