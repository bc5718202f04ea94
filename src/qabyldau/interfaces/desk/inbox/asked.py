"""What an address of the inbox asks for; the words that were searched for stand in it sealed, never as they were typed."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from qabyldau.core import crypto
from qabyldau.core.crypto import SealError
from qabyldau.interfaces.design.addresses import address_of
from qabyldau.worklists.rules import SORTS, Filter, Shelf, Sort, filter_from

LONGEST_WORDS = 200


@dataclass(frozen=True)
class Asked:
    """A list, or everywhere where words are looked for and no list is named; its order, filter, words and page."""

    shelf: Shelf
    sort: Sort
    filter: Filter = Filter()
    words: str = ""
    is_everywhere: bool = False
    after: str = ""

    def query(self, office_key: str) -> str:
        """Return this as an address says it; the first page, unless ``after`` is set."""
        said = {} if self.is_everywhere else {"list": self.shelf.value}
        if not self.words and self.sort is not SORTS[self.shelf][0]:
            said["sort"] = self.sort.value
        said |= self.filter.chosen
        if self.words:
            said["find"] = words_sealed(self.words, office_key)
        return urlencode({**said, **({"after": self.after} if self.after else {})})

    def href(self, office_key: str, **changes: Any) -> str:
        """Return the address of this, or of the same with other values, on its first page unless told."""
        other = replace(self, **{"after": "", **changes})
        return f"{address_of('desk:inbox')}?{other.query(office_key)}"


def asked_from(given: Mapping[str, str], shelves: list[Shelf], office_key: str) -> Asked:
    """Return what an address asks for, with what is known in place of what is not."""
    words = words_opened(given.get("find", ""), office_key)
    named = given.get("list", "")
    shelf = Shelf(named) if named in {item.value for item in shelves} else shelves[0]
    sort = given.get("sort", "")
    possible = SORTS[shelf]
    return Asked(
        shelf=shelf,
        sort=Sort(sort) if sort in {item.value for item in possible} else possible[0],
        filter=filter_from(given),
        words=words,
        is_everywhere=bool(words) and not named,
        after=given.get("after", ""),
    )


def words_sealed(words: str, office_key: str) -> str:
    """Return words as an address may hold them: nobody who reads a log or a history of addresses can read them."""
    return urlsafe_b64encode(crypto.seal_bytes(words[:LONGEST_WORDS].encode(), _place(office_key))).decode()


def words_opened(sealed: str, office_key: str) -> str:
    """Return the words that an address of this office holds; "" for anything else."""
    try:
        return crypto.unseal_bytes(urlsafe_b64decode(sealed.encode()), _place(office_key)).decode()
    except (SealError, ValueError):
        return ""


def _place(office_key: str) -> str:
    return f"desk.search:{office_key}"
