"""Where a letter belongs: a table that a lawyer can read. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Nature(StrEnum):
    """Who wrote a letter, as far as its headers say."""

    PERSON = "person"
    MACHINE = "machine"
    """Made by a program, as systems of documents do; it may be a reply all the same."""
    AUTO = "auto"
    """An answer that a program gave to ours: out of office (RFC 3834)."""
    BOUNCE = "bounce"
    """A report of a mail server (RFC 3464)."""
    LIST = "list"
    """Sent to many."""


class Road(StrEnum):
    """What becomes of a letter."""

    REPLY = "reply"
    """It falls into its referral as a reply that waits to be judged."""
    ADDITION = "addition"
    """It falls into its appeal as words that its sender adds."""
    APPEAL = "appeal"
    """It is a new appeal."""
    BOUNCE = "bounce"
    """It says that a letter of ours did not arrive."""
    HELD = "held"
    """It waits for a person."""
    IGNORED = "ignored"
    """It is noted, and nothing follows."""


class MailState(StrEnum):
    """Where a letter stands."""

    HELD = "held"
    FILED = "filed"
    DISMISSED = "dismissed"
    """A person said that it is not for this office."""
    IGNORED = "ignored"


class Reason(StrEnum):
    """Why a letter waits, or why nothing follows."""

    NONE = ""
    STRANGER = "stranger"
    """The reply address is right, the sender is not known to have it."""
    UNKNOWN = "unknown"
    """No reply address of ours, and the office takes no appeals by e-mail without a person."""
    FORGED = "forged"
    """The mail server says that the sender is not who it claims to be."""
    TOO_LARGE = "too_large"
    BLANK = "blank"
    CLOSED = "closed"
    """What it belongs to takes nothing more."""
    MANY = "many"
    """Too many came from this sender in an hour."""
    MACHINE = "machine"
    """A program wrote it to a reply address, or marked it as sent to many: only a person can say whether it is a reply."""
    UNREADABLE = "unreadable"
    AUTO = "auto"
    LIST = "list"
    LOOP = "loop"
    """We wrote it ourselves."""
    REPORT = "report"
    """A report of a mail server on nothing that we know, or that a letter is late."""


LEFT_OUT = frozenset({Reason.AUTO, Reason.LIST, Reason.LOOP, Reason.REPORT})
"""Reasons for which nothing follows; every other one waits for a person."""


@dataclass(frozen=True)
class Facts:
    """What is known of a letter; ``about`` is "referral", "appeal", or "" where it names nothing of ours."""

    nature: Nature
    about: str = ""
    is_known_sender: bool = False
    is_open: bool = True
    """Whether what it is about takes something more."""
    is_forged: bool = False
    is_own: bool = False
    is_too_large: bool = False
    is_blank: bool = False
    """Whether it has neither words nor files."""
    is_readable: bool = True
    takes_appeals: bool = False


@dataclass(frozen=True)
class Sorted:
    """What becomes of a letter, and why."""

    road: Road
    reason: Reason = Reason.NONE


_BY_NATURE = {
    Nature.BOUNCE: Sorted(Road.BOUNCE),
    Nature.LIST: Sorted(Road.IGNORED, Reason.LIST),
    Nature.MACHINE: Sorted(Road.IGNORED, Reason.AUTO),
    Nature.AUTO: Sorted(Road.IGNORED, Reason.AUTO),
}
_ABOUT = {"referral": Road.REPLY, "appeal": Road.ADDITION}


def sort(facts: Facts) -> Sorted:
    """Return where a letter belongs. What is not sure waits for a person; what a program answered is never answered.

    >>> sort(Facts(Nature.PERSON, "referral", is_known_sender=True)).road
    <Road.REPLY: 'reply'>
    >>> sort(Facts(Nature.PERSON, "referral"))
    Sorted(road=<Road.HELD: 'held'>, reason=<Reason.STRANGER: 'stranger'>)
    """
    if facts.is_own:
        return Sorted(Road.IGNORED, Reason.LOOP)
    is_expected = facts.is_known_sender and bool(facts.about)
    if facts.nature in {Nature.MACHINE, Nature.LIST} and is_expected:
        return Sorted(Road.HELD, Reason.MACHINE)
    if facts.nature in _BY_NATURE:
        return _BY_NATURE[facts.nature]
    flaw = _flaw(facts)
    if flaw is not Reason.NONE:
        return Sorted(Road.HELD, flaw)
    return Sorted(_ABOUT.get(facts.about, Road.APPEAL))


def _flaw(facts: Facts) -> Reason:
    """Return the first reason for which a person has to look."""
    flaws = (
        (facts.is_too_large, Reason.TOO_LARGE),
        (not facts.is_readable, Reason.UNREADABLE),
        (facts.is_forged, Reason.FORGED),
        (facts.is_blank, Reason.BLANK),
        (not facts.about and not facts.takes_appeals, Reason.UNKNOWN),
        (bool(facts.about) and not facts.is_known_sender, Reason.STRANGER),
        (bool(facts.about) and not facts.is_open, Reason.CLOSED),
    )
    return next((reason for is_so, reason in flaws if is_so), Reason.NONE)


PROVIDERS = frozenset(
    {
        "gmail.com", "googlemail.com", "mail.ru", "inbox.ru", "list.ru", "bk.ru", "internet.ru", "yandex.ru", "yandex.kz",
        "yandex.com", "ya.ru", "rambler.ru", "outlook.com", "hotmail.com", "live.com", "icloud.com", "me.com", "yahoo.com",
        "proton.me", "protonmail.com", "mail.kz", "nur.kz", "zoho.com", "gmx.com", "aol.com",
    }
)  # fmt: skip
"""Domains at which anybody has an address: there only the address itself is known, not its neighbours."""


def is_known(sender: str, addresses: Iterable[str]) -> bool:
    """Return whether a letter's sender is one of ``addresses``, or works at the domain of one.

    >>> is_known("Ivan@Lights.Almaty.kz", ["kense@lights.almaty.kz"]), is_known("any@mail.ru", ["kense@mail.ru"])
    (True, False)
    """
    said = sender.casefold()
    domain = said.rpartition("@")[2]
    for address in (row.casefold() for row in addresses if "@" in row):
        own = address.rpartition("@")[2]
        if said == address or (domain and domain == own and own not in PROVIDERS):
            return True
    return False


_TAG = re.compile(r"\+([0-9A-Za-z-]{1,60})@")


def tag_of(address: str, ours: str) -> str:
    """Return what stands behind the plus in an address of our mailbox; "" in any other.

    >>> tag_of("qabyldau+abc@example.kz", "qabyldau@example.kz")
    'abc'
    """
    name, _at, domain = ours.casefold().rpartition("@")
    said = address.casefold()
    found = _TAG.search(said)
    if not found or not domain or not said.startswith(f"{name}+") or not said.endswith(f"@{domain}"):
        return ""
    return found.group(1)


def with_tag(ours: str, tag: str) -> str:
    """Return the address of our mailbox with a tag behind a plus (RFC 5233).

    >>> with_tag("qabyldau@example.kz", "ABC")
    'qabyldau+abc@example.kz'
    """
    name, _at, domain = ours.rpartition("@")
    return f"{name}+{tag.casefold()}@{domain}"
