"""Registering somebody who stands here or calls, the coupon to print, a copy of a lost one, and advice on the spot."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qabyldau.accounts.rules import Permission
from qabyldau.areas.queries import areas_within
from qabyldau.catalog.labels import KIND_LABELS
from qabyldau.catalog.queries import category_choices
from qabyldau.catalog.rules import AppealKind
from qabyldau.core import clock, crypto, ids
from qabyldau.core.errors import MissingError
from qabyldau.core.localized import OWN_NAMES
from qabyldau.flow.answer import Advice
from qabyldau.flow.letters import track_url
from qabyldau.flow.receive import IncomingAppeal, Registered
from qabyldau.flow.visit import Brought, bring_alone
from qabyldau.intake.labels import CHANNEL_LABELS
from qabyldau.intake.models import Receipt
from qabyldau.intake.queries import appeal_for, secret_digest
from qabyldau.intake.rules import LONGEST_TEXT, IntakeChannel
from qabyldau.intake.services import Contact, receipt_issue
from qabyldau.interfaces.design.closures import closed_in_both
from qabyldau.interfaces.design.coupon import Coupon, CouponPage
from qabyldau.interfaces.design.fields import LinesField, PhoneField
from qabyldau.interfaces.desk.guard import Bar, DeskRequest, bar_of, guard, office_of
from qabyldau.interfaces.desk.secrets import Secrets
from qabyldau.offices.models import Office

COUPON = Secrets("desk-coupon", "desk:coupon")
"""Number and secret of what was registered just now, for its coupon."""
CONTACT = ("name", "phone", "email", "address")
AT_THE_DOOR = (
    IntakeChannel.IN_PERSON, IntakeChannel.PHONE, IntakeChannel.LETTER, IntakeChannel.MEETING, IntakeChannel.EMAIL,
    IntakeChannel.MOBILE, IntakeChannel.DEPUTY_DAY, IntakeChannel.REFERRED, IntakeChannel.POST,
)  # fmt: skip


class RegisterForm(forms.Form):
    """What somebody says at the door or on the telephone."""

    key = forms.CharField(max_length=40, widget=forms.HiddenInput)
    channel = forms.ChoiceField(
        label=_("How it came"), choices=[(item, CHANNEL_LABELS[item]) for item in AT_THE_DOOR]
    )
    kind = forms.ChoiceField(label=_("Kind of appeal"), choices=list(KIND_LABELS.items()))
    body = LinesField(
        label=_("In the visitor's words"),
        help_text=_("Read the text back to the visitor before you register it."),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={"required": _("Write down what the visitor says.")},
    )
    read_back = forms.BooleanField(
        label=_("The text was read back to the visitor, who agreed with it"), required=False
    )
    place = forms.CharField(label=_("Where is it?"), max_length=300, required=False)
    area = forms.ChoiceField(label=_("District or area"), required=False)
    name = forms.CharField(label=_("Name"), max_length=200, required=False)
    phone = PhoneField(
        label=_("Telephone"), max_length=40, required=False, widget=forms.TextInput(attrs={"type": "tel"})
    )
    email = forms.EmailField(label=_("E-mail"), max_length=254, required=False)
    address = forms.CharField(
        label=_("Postal address"),
        help_text=_("Asked for by the protocol of an oral appeal, and for an answer on paper."),
        max_length=300,
        required=False,
    )
    consent = forms.BooleanField(
        label=_("The visitor agreed that name and contacts are kept for this appeal"), required=False
    )
    answer_language = forms.ChoiceField(label=_("Language of the answer"), choices=list(OWN_NAMES.items()))
    confidential = forms.BooleanField(label=_("Only for named readers"), required=False)
    advice = LinesField(
        label=_("Advice given on the spot"),
        help_text=_(
            "Fill this in if the visitor leaves with the advice: the appeal is answered and closed at once."
        ),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    category = forms.ChoiceField(label=_("Theme of the advice"), required=False)
    seen_by: ClassVar[dict[str, Promise]] = {
        "name": _("Seen only by those who work on the appeal; kept encrypted."),
        "advice": _("The applicant reads it on the tracking page."),
    }

    def __init__(self, *args: Any, office: Office, **kwargs: Any) -> None:
        """Offer the office's areas and the themes."""
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        self.election_to = election_end(office)
        areas = areas_within(office.area.code) if office.area else []
        self.fields["area"].choices = [("", _("I do not know")), *((area.code, area.name) for area in areas)]  # type: ignore[attr-defined]
        self.fields["category"].choices = [("", _("Choose a theme")), *category_choices()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for consent where data were given, and for a theme where advice was."""
        cleaned = super().clean() or self.cleaned_data
        if any(cleaned.get(name) for name in CONTACT) and not cleaned.get("consent"):
            self.add_error("consent", _("Ask the visitor, or clear name and contacts."))
        if cleaned.get("advice", "").strip() and self.election_to:
            self.add_error(
                "advice", _("In the election period no advice is given: register what the visitor asks.")
            )
        if cleaned.get("advice", "").strip() and not cleaned.get("category"):
            self.add_error("category", _("Choose the theme of the advice."))
        return cleaned

    def incoming(self, received_at: datetime | None = None) -> IncomingAppeal:
        """Return what was typed as an appeal; it comes now, unless it waited for the network since ``received_at``."""
        given = self.cleaned_data
        contact = Contact(*(given[name] for name in CONTACT))
        return IncomingAppeal(
            # A form that the browser brought back for the next visitor has the old key and other words.
            key=crypto.digest("desk-key", *(given[name] for name in ("key", "body", *CONTACT))).hex(),
            kind=AppealKind(given["kind"]),
            body=given["body"],
            answer_language=given["answer_language"],
            received_at=received_at or clock.now(),
            channel=IntakeChannel(given["channel"]),
            place=given["place"],
            area_code=given["area"],
            contact=contact,
            consent_language="" if contact.is_empty else given["answer_language"],
            is_confidential=given["confidential"],
            is_read_back=given["read_back"],
        )

    def advised(self) -> Advice | None:
        """Return the advice with which the visitor leaves, None if there was none."""
        given = self.cleaned_data
        return Advice(given["advice"], given["category"]) if given["advice"].strip() else None


def election_end(office: Office) -> date | None:
    """Return until when an office takes mandates alone; None if it does not today."""
    return office.election.to_on if office.election.holds_on(clock.today(office.zone)) else None


@dataclass(frozen=True)
class RegisterPage:
    """Registering at the door."""

    bar: Bar
    """The top of the page."""
    form: RegisterForm
    """What the visitor says."""


@require_http_methods(["GET", "POST"])
@guard(Permission.APPEAL_REGISTER)
def register(request: DeskRequest) -> HttpResponse:
    """Register an appeal, or a contact that ends with advice at once."""
    office = office_of(request)
    form = form_of(request, office, translation.get_language())
    found = accepted(form, lambda: _register(request, office, form))
    if found is not None:
        return with_coupon(found)
    status = 422 if form.is_bound else 200
    return render(request, "desk/register.html", {"page": RegisterPage(bar_of(request), form)}, status=status)


def form_of(
    request: DeskRequest, office: Office, language: str, channel: IntakeChannel = IntakeChannel.IN_PERSON
) -> RegisterForm:
    """Return the form as it was sent, or a new one for an answer in ``language`` to what came by ``channel``."""
    initial = {
        "key": secrets.token_hex(16),
        "kind": AppealKind.MESSAGE,
        "channel": channel,
        "answer_language": language,
    }
    return RegisterForm(request.POST if request.method == "POST" else None, office=office, initial=initial)


def accepted(form: RegisterForm, deed: Callable[[], Registered]) -> Registered | None:
    """Return what ``deed`` registered; None where the form was not sent, or says what is wrong with it."""
    if not form.is_bound or not form.is_valid():
        return None
    try:
        return deed()
    except MissingError:
        if not form.cleaned_data["confidential"]:
            raise
        # Advice opens a case, and a confidential one is there for its named readers alone.
        form.add_error("confidential", _("Confidential: only named readers see this."))
        return None


def _register(request: DeskRequest, office: Office, form: RegisterForm) -> Registered:
    brought = Brought(form.incoming(), form.advised())
    return bring_alone(actor=request.actor, office=office, brought=brought)


def with_coupon(registered: Registered) -> HttpResponse:
    """Lead to the coupon of what was registered just now."""
    response = redirect("desk:coupon")
    COUPON.write(response, {"number": registered.number, "secret": registered.secret})
    return response


@require_GET
@guard(Permission.APPEAL_REGISTER, Permission.RECEIPT_REISSUE)
def coupon(request: DeskRequest) -> HttpResponse:
    """Show the coupon of what was registered just now, to be printed and handed over."""
    kept = COUPON.read(request)
    receipt = _receipt(request, kept) if kept else None
    if receipt is None:
        return redirect("desk:register")
    page = CouponPage(_coupon(receipt, kept["secret"]), reverse("desk:register"))
    return render(request, "desk/coupon.html", {"page": page})


def _receipt(request: DeskRequest, kept: dict[str, str]) -> Receipt | None:
    """Return the receipt that this very person issued, as long as no copy has taken its place."""
    digest = secret_digest(kept["number"], kept["secret"])
    rows = Receipt.objects.filter(secret_digest=digest, issued_by=request.actor.key, voided_at__isnull=True)
    return rows.select_related("appeal__office").first()


def _coupon(receipt: Receipt, secret: str) -> Coupon:
    row = receipt.appeal
    return Coupon(
        number=row.number,
        secret=secret,
        received_at=clock.wall(row.received_at, row.office.zone),
        due_on=receipt.due_on,
        office_kk=row.office.name_kk,
        office_ru=row.office.name_ru or row.office.name_kk,
        phone=row.office.phone,
        receiver=receipt.receiver_name or "",
        position_kk=receipt.receiver_position_kk,
        position_ru=receipt.receiver_position_ru,
        is_copy=receipt.is_copy,
        track_url=track_url(row.number),
        qr=f"/track/{row.number}/qr.svg",
        notes=closed_in_both(row.office, clock.now()),
    )


@require_POST
@guard(Permission.RECEIPT_REISSUE)
def reprint(request: DeskRequest, uuid: str) -> HttpResponse:
    """Print a copy: it has a new secret, and the old coupon opens nothing from now on."""
    row, secret, at = appeal_for(request.actor, str(uuid)), ids.new_secret(), clock.now()
    due_on = row.receipts.order_by("-issued_at").values_list("due_on", flat=True)[0]
    receipt_issue(actor=request.actor, appeal=row, secret=secret, due_on=due_on, at=at, is_copy=True)
    return with_coupon(Registered(row, secret, due_on, is_new=False))
