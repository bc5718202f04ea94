"""One letter: its words and files; sent by a press, or carried and noted by hand."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from qabyldau.accounts.rules import Permission
from qabyldau.casework.queries import case_for
from qabyldau.core import clock
from qabyldau.core.errors import InputError
from qabyldau.flow.post.authority import letter_file
from qabyldau.flow.refer.sending import hand_letter, resend_letter, send_letter_of
from qabyldau.interfaces.desk.guard import Bar, DeskRequest, bar_of, guard
from qabyldau.interfaces.desk.offices.forms import OfficeForm, day, line
from qabyldau.interfaces.desk.referrals.part import LetterLine, letter_line
from qabyldau.people.queries.bodies import way_to
from qabyldau.people.rules import Delivery
from qabyldau.referrals.labels import WAY_LABELS
from qabyldau.referrals.models import Letter
from qabyldau.referrals.queries.letters import file_for, letter_for
from qabyldau.referrals.rules.moves import SendState
from qabyldau.referrals.services.journal import file_content
from qabyldau.referrals.writing.facts import Facts, facts_from
from qabyldau.referrals.writing.paper import letter_docx, letter_words

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SEE = (Permission.CASE_READ, Permission.CASE_READ_ASSIGNED)


class HandForm(OfficeForm):
    """That the authority has the letter: its own number and day."""

    number = line(
        _("The authority's number"),
        _("As in e-Otinish or on the stamp; empty if there is none yet."),
        longest=60,
    )
    on = day(_("Registered there on"), _("Their term runs from this day."), needed=False)


@dataclass(frozen=True)
class LetterPage:
    """One letter."""

    bar: Bar
    """The top of the page."""
    uuid: str
    """For addresses."""
    line: LetterLine
    """What it is and where it stands."""
    way: str
    """How it goes."""
    address: str
    """Where to; "" by hand."""
    sent_on: date | None
    """When it arrived."""
    kk: str
    """Its words in Kazakh."""
    ru: str
    """Its words in Russian."""
    case_href: str
    """The case it is about."""
    back_href: str
    """The referral it belongs to."""
    may_send: bool
    """Whether it waits for a person to press "send"."""
    may_resend: bool
    """Whether it did not go and may go again."""
    hand: HandForm | None
    """Where the authority's number is typed in; None while it cannot be."""
    has_files: bool
    """Whether it has its number, so that it can be had as a file."""
    photos: list[str]
    """Address of each photo that goes along."""


def _dated(row: Letter) -> Facts:
    """Return the facts of a letter; one that has not gone yet bears the day of today."""
    facts = facts_from(row.facts)
    return facts if row.serial else replace(facts, on=clock.today(row.office.zone).isoformat())


def _page(request: DeskRequest, row: Letter, form: HandForm | None = None) -> LetterPage:
    facts, pictures = _dated(row), row.files.filter(media_type__startswith="image/")
    state, may = SendState(row.send_state), request.actor.has(Permission.REFERRAL_SEND)
    may_note = may and state not in {SendState.PREPARED, SendState.SENDING}
    by_hand = row.way == Delivery.HAND
    return LetterPage(
        bar=bar_of(request),
        uuid=str(row.uuid),
        line=letter_line(row),
        way=str(WAY_LABELS[Delivery(row.way)]),
        address="" if by_hand else row.address,
        sent_on=clock.local_date(row.sent_at, row.office.zone) if row.sent_at else None,
        kk=row.body_kk or letter_words(facts, "kk"),
        ru=row.body_ru or letter_words(facts, "ru"),
        case_href=reverse("desk:case", args=[row.referral.case.uuid]),
        back_href=reverse("desk:referral", args=[row.referral.uuid]),
        may_send=may and state is SendState.PREPARED,
        may_resend=may and state is SendState.FAILED,
        hand=(form or HandForm()) if may_note else None,
        has_files=row.serial is not None,
        photos=[reverse("desk:referral-file", args=[file.uuid]) for file in pictures],
    )


@require_GET
@guard(*SEE)
def letter(request: DeskRequest, uuid: UUID) -> HttpResponse:
    """Show one letter."""
    return render(
        request, "desk/referrals/letter.html", {"page": _page(request, letter_for(request.actor, str(uuid)))}
    )


@require_POST
@guard(Permission.REFERRAL_SEND)
def send(request: DeskRequest, uuid: UUID) -> HttpResponse:
    """Send a letter that the machine has written."""
    row = send_letter_of(actor=request.actor, letter_uuid=str(uuid), at=clock.now())
    messages.success(request, gettext("The letter goes out under No. %(number)s.") % {"number": row.number})
    return redirect("desk:letter", uuid)


@require_POST
@guard(Permission.REFERRAL_SEND)
def resend(request: DeskRequest, uuid: UUID) -> HttpResponse:
    """Send a letter again that did not go, to the address that the register has today."""
    row = letter_for(request.actor, str(uuid))
    today = clock.today(row.office.zone)
    contact = way_to(body=row.organization, on=today, office_key=str(row.office.uuid))
    resend_letter(actor=request.actor, letter_uuid=str(uuid), contact=contact, at=clock.now())
    messages.success(request, gettext("The letter goes out again."))
    return redirect("desk:letter", uuid)


@require_POST
@guard(Permission.REFERRAL_SEND)
def hand(request: DeskRequest, uuid: UUID) -> HttpResponse:
    """Note that the authority has the letter, with its number and day where they are known."""
    row, form = letter_for(request.actor, str(uuid)), HandForm(request.POST)
    if form.is_valid():
        given = form.values()
        try:
            hand_letter(
                actor=request.actor,
                letter_uuid=str(uuid),
                number=given["number"],
                on=given["on"],
                at=clock.now(),
            )
        except InputError:
            form.add_error("on", gettext("Write a day from our letter until today."))
        else:
            messages.success(request, gettext("It is noted that the authority has the letter."))
            return redirect("desk:letter", uuid)
    return render(request, "desk/referrals/letter.html", {"page": _page(request, row, form)}, status=422)


@require_GET
@guard(*SEE)
def paper(request: DeskRequest, uuid: UUID, kind: str) -> HttpResponse:
    """Give a numbered letter as PDF or DOCX."""
    row = letter_for(request.actor, str(uuid))
    case_for(request.actor, str(row.referral.case.uuid))
    if row.serial is None:
        return redirect("desk:letter", uuid)
    name = f"{row.office.code}-{row.serial}-{row.year}"
    if kind == "docx":
        return _file(letter_docx(facts_from(row.facts), row.state_at), DOCX, f"{name}.docx")
    return _file(file_content(letter_file(row)), "application/pdf", f"{name}.pdf")


@require_GET
@guard(*SEE)
def file(request: DeskRequest, uuid: UUID) -> HttpResponse:
    """Give a file of a letter or a reply, to be saved and not shown."""
    row = file_for(request.actor, str(uuid))
    return _file(file_content(row), "application/octet-stream", row.name)


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    plain = "".join(sign if sign.isalnum() or sign in ".-_" else "_" for sign in name)
    ascii_name = plain.encode("ascii", "replace").decode().replace("?", "_")
    response["Content-Disposition"] = f'attachment; filename="{ascii_name}"'
    return response
