"""The people of an appeal: signers, new contacts, a withdrawal in writing, a complaint against our own staff; and looks counted."""

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from qabyldau.accounts.rules import Permission
from qabyldau.core import clock, ids
from qabyldau.core.errors import InputError
from qabyldau.flow.answer import withdraw_at_word
from qabyldau.flow.working.complaints import seclude_complaint
from qabyldau.intake.models import Appeal
from qabyldau.intake.queries import appeal_for, cosigners_of, cosigners_up_to, looks_between
from qabyldau.intake.rules import LOOKS_A_DAY, MOST_SIGNERS, Proof
from qabyldau.intake.services import Contact, WrittenWord
from qabyldau.intake.services.people import Signer, contact_change, cosigners_add
from qabyldau.interfaces.design.fields import LinesField, PhoneField, read_phone
from qabyldau.interfaces.desk.deeds import name_of
from qabyldau.interfaces.desk.guard import Bar, DeskRequest, bar_of, guard, office_of
from qabyldau.offices.queries import names_of

FIRST = 50
"""Signers shown on the page."""

PROOFS: dict[str, Promise] = {
    Proof.COUPON: _("They came with the coupon"),
    Proof.CALL: _("They were called at the number known before"),
    Proof.LETTER: _("They wrote from the e-mail known before"),
}


class SignersForm(forms.Form):
    """Signers, a line each."""

    signers = LinesField(
        label=_("Signers: name; telephone; e-mail; language"),
        help_text=_(
            "One person on each line, as in a table saved as CSV. Telephone, e-mail and language (kk or ru) may be left out."
        ),
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    has_consent = forms.BooleanField(
        label=_("They agreed in writing that their contacts are kept"), required=False
    )


class ContactForm(forms.Form):
    """New contacts and how they were verified."""

    phone = PhoneField(label=_("Telephone"), required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    proof = forms.ChoiceField(
        label=_("How it was made sure that it is the applicant"), choices=list(PROOFS.items())
    )


class WithdrawalForm(forms.Form):
    """What the sender wrote, and when."""

    words = LinesField(
        label=_("What the applicant wrote"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    written_on = forms.DateField(
        label=_("Written on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
    )


class ComplaintForm(forms.Form):
    """Whom of the staff it complains of."""

    complained = forms.MultipleChoiceField(
        label=_("Whom of our staff it complains of"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, people: Mapping[str, str], **kwargs: Any) -> None:
        """Offer everybody who works or worked in the office."""
        super().__init__(*args, **kwargs)
        self.fields["complained"].choices = list(people.items())  # type: ignore[attr-defined]


@dataclass(frozen=True)
class PeoplePage:
    """The people of one appeal."""

    bar: Bar
    """The top of the page."""
    uuid: str
    """For addresses."""
    number: str
    """The public number."""
    signers: list[str]
    """Names of the first signers."""
    n_signers: int
    """How many signed beside the one who brought it."""
    forms: dict[str, forms.Form]
    """What can be written down now, by name."""


@dataclass(frozen=True)
class LooksPage:
    """How often contacts were looked at today."""

    bar: Bar
    """The top of the page."""
    rows: list[tuple[str, int, bool]]
    """Who, how often, and whether that is more than usual."""
    most: int
    """From how many looks a day on it is more than usual."""


@require_http_methods(["GET", "POST"])
@guard(Permission.CONTACT_SEE)
def people(request: DeskRequest, uuid: str) -> HttpResponse:
    """Show who signed an appeal; write down signers, new contacts, a withdrawal, a complaint against staff."""
    row = appeal_for(request.actor, str(uuid))
    made, deed = _forms(row, request), request.POST.get("deed", "")
    form = made.get(deed)
    if form is not None and form.is_valid() and _done(row, request, deed, form):
        return redirect("desk:appeal", row.uuid) if deed != "complaint" else redirect("desk:inbox")
    page = PeoplePage(
        bar=bar_of(request),
        uuid=str(row.uuid),
        number=ids.say_number(row.number),
        signers=[signer.name or "" for signer in cosigners_of(row, FIRST)],
        n_signers=cosigners_up_to(row, limit=MOST_SIGNERS),
        forms=made,
    )
    return render(request, "desk/links/people.html", {"page": page}, status=422 if form else 200)


def _forms(row: Appeal, request: DeskRequest) -> dict[str, forms.Form]:
    def data(name: str) -> Any:
        return request.POST if request.method == "POST" and request.POST.get("deed") == name else None

    actor, found = request.actor, dict[str, forms.Form]()
    if actor.has(Permission.APPEAL_REGISTER):
        found["signers"] = SignersForm(data("signers"), prefix="signers")
        found["complaint"] = ComplaintForm(data("complaint"), prefix="complaint", people=names_of(row.office))
    if row.applicant is not None:
        found["contacts"] = ContactForm(data("contacts"), prefix="contacts")
    if actor.has(Permission.CASE_WORK) and row.withdrawn_at is None:
        found["withdrawal"] = WithdrawalForm(data("withdrawal"), prefix="withdrawal")
    return found


def _done(row: Appeal, request: DeskRequest, deed: str, form: forms.Form) -> bool:
    try:
        words = DEEDS[deed](row, request, form.cleaned_data)
    except (InputError, ValueError):
        form.add_error(
            None,
            gettext(
                "Look at each line again: a name first, a telephone as it is dialled, at least one contact."
            ),
        )
        return False
    messages.success(request, words)
    return True


def _signers(row: Appeal, request: DeskRequest, given: Mapping[str, Any]) -> str:
    lines = csv.reader(io.StringIO(given["signers"]), delimiter=";" if ";" in given["signers"] else ",")
    signers = [_signer(line, given["has_consent"]) for line in lines if any(cell.strip() for cell in line)]
    cosigners_add(actor=request.actor, appeal=row, signers=signers, at=clock.now())
    return gettext(
        "The signers are written down. The answer goes to the one who brought the appeal, a notice to each with an e-mail."
    )


def _signer(line: list[str], has_consent: bool) -> Signer:
    name, phone, email, language = [*(cell.strip() for cell in line), "", "", ""][:4]
    return Signer(
        name,
        language if language in {"kk", "ru", "en"} else "kk",
        read_phone(phone) if phone else "",
        email,
        has_consent,
    )


def _contacts(row: Appeal, request: DeskRequest, given: Mapping[str, Any]) -> str:
    contact = Contact(phone=given["phone"], email=given["email"])
    contact_change(
        actor=request.actor, appeal=row, contact=contact, proof=Proof(given["proof"]), at=clock.now()
    )
    return gettext("The new contacts are kept; letters go there from now on.")


def _withdrawal(row: Appeal, request: DeskRequest, given: Mapping[str, Any]) -> str:
    word = WrittenWord(given["words"], given["written_on"])
    withdraw_at_word(actor=request.actor, appeal_uuid=str(row.uuid), word=word, at=clock.now())
    return gettext("The appeal is taken back at the applicant's written word.")


def _complaint(row: Appeal, request: DeskRequest, given: Mapping[str, Any]) -> str:
    seclude_complaint(
        actor=request.actor, appeal_uuid=str(row.uuid), complained=given["complained"], at=clock.now()
    )
    return gettext("The complaint has gone round the office: its second reader alone sees it now.")


DEEDS: Mapping[str, Callable[[Appeal, DeskRequest, Mapping[str, Any]], str]] = {
    "signers": _signers, "contacts": _contacts, "withdrawal": _withdrawal, "complaint": _complaint,
}  # fmt: skip


@require_GET
@guard(Permission.HISTORY_READ)
def looks(request: DeskRequest) -> HttpResponse:
    """Show how often contacts were looked at today, by clerk."""
    office = office_of(request)
    names, today = names_of(office), clock.today(office.zone)
    counted = looks_between(
        str(office.uuid), _midnight(today, office.zone), _midnight(today + timedelta(days=1), office.zone)
    )
    rows = [(name_of(key, names), n, n >= LOOKS_A_DAY) for key, n in counted]
    return render(request, "desk/links/looks.html", {"page": LooksPage(bar_of(request), rows, LOOKS_A_DAY)})


def _midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(zone))
