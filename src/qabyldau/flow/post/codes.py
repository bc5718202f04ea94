"""The codes under which one answers: of an authority's link, and of an address for replies by e-mail."""

from datetime import datetime

from django.conf import settings

from qabyldau.core import crypto, ids
from qabyldau.history.rules import Target
from qabyldau.mailroom.rules.sorting import with_tag
from qabyldau.mailroom.services import address_keep
from qabyldau.people.rules import Delivery
from qabyldau.referrals.models import Letter, Referral

HALVES = ("authority-link-1", "authority-link-2")
REPLY_HALVES = ("reply-address-1", "reply-address-2")


def bears_link(letter: Letter) -> bool:
    """Return whether a letter carries a link: one to the body that is asked, and not one about it to somebody else."""
    return letter.way != Delivery.HAND and letter.organization_id == letter.referral.organization_id


def link_code(referral: Referral) -> str:
    """Return the code under which an authority reads and answers: twenty letters of base 32, a hundred bits, kept nowhere."""
    given = (str(referral.uuid), str(referral.link_turn))
    return "".join(ids.secret_from(crypto.digest(half, *given)) for half in HALVES)


def read_code(said: str) -> str:
    """Return a code as it was typed or followed, "" for what is none."""
    plain = "".join(sign for sign in said if sign.isalnum())
    first, second = ids.read_secret(plain[:10]), ids.read_secret(plain[10:])
    return first + second if first and second else ""


def link_digest(code: str) -> bytes:
    """Return what stands in the table for a code."""
    return crypto.digest("authority-link", code)


def reply_address(about: Target, otherwise: str, at: datetime) -> str:
    """Return the address under which one thing is replied to; ``otherwise`` where the installation has no mailbox.

    Its code has a hundred bits and is kept nowhere: the table knows what it means by its digest.
    """
    if not settings.MAILBOX_ADDRESS:
        return otherwise
    code = "".join(ids.secret_from(crypto.digest(half, about.kind, about.uuid)) for half in REPLY_HALVES)
    address_keep(code=code, about=about, at=at)
    return with_tag(settings.MAILBOX_ADDRESS, code)
