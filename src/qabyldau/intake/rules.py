"""What an appeal must have, and how its registration is spelled: pure."""

from dataclasses import dataclass
from enum import StrEnum

LONGEST_TEXT = 20_000
"""Characters of one appeal; longer ones go into a file."""


class IntakeChannel(StrEnum):
    """How an appeal came in."""

    SITE = "site"
    IN_PERSON = "in_person"
    PHONE = "phone"
    LETTER = "letter"
    MEETING = "meeting"
    EMAIL = "email"
    TELEGRAM = "telegram"
    POST = "post"
    MOBILE = "mobile"
    DEPUTY_DAY = "deputy_day"
    REFERRED = "referred"


class Proof(StrEnum):
    """How it is known that new contacts are the sender's own."""

    COUPON = "coupon"
    """They came with the coupon."""
    CALL = "call"
    """They were called at the number that was known before."""
    LETTER = "letter"
    """They wrote from the e-mail that was known before."""
    PAGE = "page"
    """They wrote it themselves on the page that number and secret open."""


LOOKS_A_DAY = 200
"""Looks at contacts by one clerk on one day at which the head of the office is told (P14)."""


MOST_SIGNERS = 5000
"""Signers of one collective appeal, beside the one who brought it."""


class ConsentPurpose(StrEnum):
    """What a consent is for; each is given apart."""

    APPEAL = "appeal"
    """Keeping and using the data to consider the appeal and to answer."""
    FORWARD = "forward"
    """Naming the sender to an authority to which the appeal is sent on."""


CONSENT_VERSION = "2026-11"
"""The version of the words of consent that the forms show."""

CONSENT_YEARS = 3
"""How long the data is kept after the appeal is closed, as the words say."""


@dataclass(frozen=True)
class RegisterNumber:
    """The inner number of an appeal: gap-free per office and year."""

    office: str
    year: int
    serial: int

    def __str__(self) -> str:
        return f"{self.office}/{self.year}/{self.serial}"


def receiver_name(full_name: str) -> str:
    """Return surname and initials as the coupon prints them (APPC Art. 64).

    >>> receiver_name("Әбенова Сәуле Маратқызы")
    'Әбенова С. М.'
    """
    surname, *others = full_name.split() or [""]
    return " ".join([surname, *(f"{name[0]}." for name in others)])
