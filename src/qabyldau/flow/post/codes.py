"""The code of the link under which an authority answers without an account."""

from qabyldau.core import crypto, ids
from qabyldau.referrals.models import Referral

HALVES = ("authority-link-1", "authority-link-2")


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
