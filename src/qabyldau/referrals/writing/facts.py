"""What a letter is written from: plain values that are kept beside it, so that it can be made again. Pure."""

import json
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Addressee:
    """To whom: the body, the forms of its name that were given by hand ("" where the machine declines), its head."""

    name_kk: str
    name_ru: str
    dative_kk: str = ""
    genitive_kk: str = ""
    dative_ru: str = ""
    genitive_ru: str = ""
    role: str = ""
    """Of the post: "head" stands behind the body's name, any other is a whole title."""
    post_kk: str = ""
    post_ru: str = ""
    person: str = ""


@dataclass(frozen=True)
class Sender:
    """From whom: the office and who signs."""

    name_kk: str
    name_ru: str
    address_kk: str = ""
    address_ru: str = ""
    phone: str = ""
    email: str = ""
    signer: str = ""
    post_kk: str = ""
    post_ru: str = ""


@dataclass(frozen=True)
class Matter:
    """What it is about: theme, place, the numbers of the appeals, and their words without personal data."""

    theme_kk: str
    theme_ru: str
    place: str
    appeals: list[str]
    """Public numbers, in threes."""
    registered_on: str
    """The day (ISO) on which the first of them came; terms may run from a later one."""
    words: str
    ask: str = ""
    is_part: bool = False
    named: list[str] = field(default_factory=list)
    """Names and contacts of senders who agreed to be named; mostly none."""


@dataclass(frozen=True)
class Facts:
    """Everything a letter says. Days are ISO; ``photos`` go along with it; pairs are the number and day of letters before: the one unanswered, the reminder …"""

    kind: str
    to: Addressee
    by: Sender
    matter: Matter
    number: str = ""
    on: str = ""
    earlier: tuple[str, str] = ("", "")
    reminded: tuple[str, str] = ("", "")
    complained: tuple[str, str] = ("", "")
    theirs: tuple[str, str] = ("", "")
    """Number and day of the reply that is asked about again."""
    about: Addressee | None = None
    """The silent body, in a letter that complains of it."""
    due_on: str = ""
    days: int = 15
    is_outside_law: bool = False
    photos: int = 0


def facts_text(facts: Facts) -> str:
    """Return facts as one line of JSON."""
    return json.dumps(asdict(facts), ensure_ascii=False, sort_keys=True)


def facts_from(text: str) -> Facts:
    """Return the facts that ``facts_text`` wrote."""
    row: dict[str, Any] = json.loads(text)
    pairs = {name: tuple(row[name]) for name in ("earlier", "reminded", "complained", "theirs")}
    about = Addressee(**row["about"]) if row["about"] else None
    whole = {"to": Addressee(**row["to"]), "by": Sender(**row["by"]), "matter": Matter(**row["matter"])}
    return Facts(**{**row, **pairs, **whole, "about": about})
