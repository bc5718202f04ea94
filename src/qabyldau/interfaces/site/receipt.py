"""After sending: the number, the secret that is shown this once, and the coupon to print."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from qabyldau.core import clock, ids
from qabyldau.core.localized import localized
from qabyldau.flow.letters import track_url
from qabyldau.interfaces.design.closures import Closed, closed_in_both, closed_soon
from qabyldau.interfaces.design.coupon import Coupon, CouponPage
from qabyldau.interfaces.design.qr import picture_of
from qabyldau.interfaces.site import drafting
from qabyldau.interfaces.site.drafting import Receipt
from qabyldau.offices.queries import office_by


@dataclass(frozen=True)
class ReceiptPage:
    """The proof of registration."""

    number: str
    """The public number, nine digits."""
    secret: str
    """The secret, ten letters."""
    due_on: date
    """By when an answer is promised."""
    working_days: int
    """How many working days that is."""
    office: str
    """Which reception has it."""
    phone: str
    """Its telephone."""
    track_url: str
    """Where the appeal is followed; holds the number alone."""
    closed: list[Closed]
    """When the reception is closed in the next two weeks."""


@require_safe
def receipt(request: HttpRequest) -> HttpResponse:
    """Show number and secret after sending; half an hour later they are gone from here."""
    kept = drafting.of_request(request, clock.now())
    if kept is None or kept.draft.receipt is None:
        return redirect("site:track")
    page = receipt_page(kept.draft.receipt, kept.draft.office)
    return render(request, "site/receipt.html", {"page": page})


def receipt_page(proof: Receipt, slug: str) -> ReceiptPage:
    """Return the page of a receipt."""
    office = office_by(slug=slug)
    return ReceiptPage(
        number=proof.number,
        secret=proof.secret,
        due_on=proof.due,
        working_days=office.promise_days,
        office=localized(office, "name"),
        phone=office.phone,
        track_url=reverse("site:track-number", args=[proof.number]),
        closed=closed_soon(office, clock.now()),
    )


@require_safe
def coupon(request: HttpRequest) -> HttpResponse:
    """Show the coupon for paper."""
    kept = drafting.of_request(request, clock.now())
    if kept is None or kept.draft.receipt is None:
        return redirect("site:track")
    page = CouponPage(coupon_of(kept.draft.receipt, kept.draft.office), reverse("site:receipt"))
    return render(request, "site/coupon.html", {"page": page})


def coupon_of(proof: Receipt, slug: str) -> Coupon:
    """Return the fields of the coupon (APPC Art. 64): nothing of the sender, nothing of the matter."""
    office = office_by(slug=slug)
    with translation.override(settings.LANGUAGE_CODE):
        qr = reverse("site:qr", args=[proof.number])
    return Coupon(
        number=proof.number,
        secret=proof.secret,
        received_at=clock.wall(proof.received, office.zone),
        due_on=proof.due,
        office_kk=localized(office, "name", "kk"),
        office_ru=localized(office, "name", "ru"),
        phone=office.phone,
        receiver="",
        position_kk="",
        position_ru="",
        is_copy=False,
        track_url=track_url(proof.number),
        qr=qr,
        notes=closed_in_both(office, clock.now()),
    )


@require_safe
def qr(request: HttpRequest, number: str) -> HttpResponse:
    """Draw the QR picture of a number; any number that is spelled rightly has one, whether it is given or not."""
    try:
        digits = ids.read_number(number)
    except ValueError as error:
        raise Http404 from error
    return picture_of(track_url(digits))
