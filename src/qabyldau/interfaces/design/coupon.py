"""The printed coupon (талон): the fields of APPC Art. 64 and nothing of the sender or the matter."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Coupon:
    """What stands on the coupon, in Kazakh and Russian side by side."""

    number: str
    """The public number, nine digits."""
    secret: str
    """The secret, ten letters; only at hand when the receipt is issued."""
    received_at: datetime
    """When the appeal came, in the office's zone."""
    due_on: date
    """By when we promise an answer."""
    office_kk: str
    """The office in Kazakh."""
    office_ru: str
    """The office in Russian."""
    phone: str
    """The office's telephone."""
    receiver: str
    """Surname and initials of who took it; empty for the site."""
    position_kk: str
    """Their position in Kazakh."""
    position_ru: str
    """Their position in Russian."""
    is_copy: bool
    """Whether this is a reprint."""
    track_url: str
    """Where the appeal is followed; holds the number alone."""
    qr: str
    """The address of the QR picture of ``track_url``."""
    notes: tuple[tuple[str, str], ...] = ()
    """When the office is closed in the next two weeks, in Kazakh and in Russian."""


@dataclass(frozen=True)
class CouponPage:
    """The page to print."""

    coupon: Coupon
    """What is printed."""
    back_url: str
    """Where to go on."""
