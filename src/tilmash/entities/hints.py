"""Which finders a text can have work for: a few bits of each word, kept once it was seen.

Most texts name no sum, no date and no address; one look at the bits of their words spares those searches.

>>> from tilmash.segment import tokenize
>>> [bool(scan_of(text, tokenize(text))[1] & MONEY) for text in ("Су жоқ", "мың теңге")]
[False, True]
"""

from functools import lru_cache

from tilmash.entities.dates import tells_date
from tilmash.entities.districts import tells_district
from tilmash.entities.gazetteer import marks_of_key
from tilmash.entities.landmarks import tells_near
from tilmash.entities.organisations import tells_organisation
from tilmash.entities.persons import tells_person
from tilmash.entities.places import tells_place
from tilmash.entities.scan import Scan, role_of
from tilmash.entities.sums import tells_money
from tilmash.script import key
from tilmash.types import Token

MONEY, DATE, NAME, CAPITAL, NEAR, ORGANISATION, DIGIT, DISTRICT, HOUSE, PLACE = (
    1 << bit for bit in range(10)
)
_HOUSES = frozenset({"number", "house", "dom", "flat"})


@lru_cache(maxsize=1 << 14)
def _known(word: str) -> tuple[str, str, int]:
    """Give the folded key of a word, its part in an address, and its bits."""
    folded = key(word)
    role = role_of(folded)
    return folded, role, _bits(word, folded, role)


def _bits(word: str, folded: str, role: str) -> int:
    return (
        MONEY * tells_money(folded)
        | DATE * tells_date(folded)
        | NAME * bool(marks_of_key(folded))
        | CAPITAL * tells_person(word)
        | NEAR * tells_near(folded)
        | ORGANISATION * tells_organisation(folded)
        | DIGIT * word[:1].isdigit()
        | DISTRICT * tells_district(folded, role)
        | HOUSE * (role in _HOUSES)
        | PLACE * tells_place(folded, role)
    )


def has_inner_capital(text: str, tokens: tuple[Token, ...]) -> bool:
    """Say whether a word with a capital that may be a name stands where a capital says something: not after a stop."""
    before = 0
    for token in tokens:
        word, start, end, _ = token
        if _known(word)[2] & CAPITAL:
            gap = text[before:start].rstrip()
            if gap[-1:] not in _STOPS and (gap or before) or text[end : end + 1] in _JOINS:
                return True
        before = end
    return False


_STOPS = frozenset(".!?…")
# A name written with a hyphen is one word for the finder, so its first part says too little here.
_JOINS = frozenset("'’ʼ-‐")


def scan_of(text: str, tokens: tuple[Token, ...]) -> tuple[Scan, int]:
    """Give the row of the words of a text and all their bits together."""
    known = [_known(token[0]) for token in tokens]
    found = 0
    for each in known:
        found |= each[2]
    return Scan(text, tokens, tuple([each[0] for each in known]), tuple([each[1] for each in known])), found
