"""One letter by e-mail: what it says, what is known of it, why it waits, and what can be made of it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_POST

from qabyldau.accounts.rules import Actor, Permission
from qabyldau.chain.rules import APPEAL, REFERRAL
from qabyldau.core import clock, ids
from qabyldau.core.errors import InputError, MissingError
from qabyldau.core.localized import localized
from qabyldau.flow.mail.deeds import mail_seen
from qabyldau.intake.queries import appeal_for
from qabyldau.interfaces.desk.guard import Bar, DeskRequest, bar_of, guard
from qabyldau.interfaces.desk.mail.deeds import DEEDS, FORMS
from qabyldau.mailroom.labels import REASON_LABELS, REASON_WORDS, STATE_LABELS
from qabyldau.mailroom.models import Mail, MailFile
from qabyldau.mailroom.queries import mail_file_for
from qabyldau.mailroom.rules.sorting import MailState, Reason
from qabyldau.mailroom.services import file_of, original_looked
from qabyldau.offices.queries import names_of
from qabyldau.referrals.queries.letters import referral_for

KIB = 1024


@dataclass(frozen=True)
class FileShown:
    """One file of the letter: where it is saved from, its name, and its length in KiB."""

    href: str
    name: str
    size: int


@dataclass(frozen=True)
class About:
    """What the letter names, or where it was filed."""

    href: str
    words: str
    deed: str
    """The deed by which it is filed there: ``reply`` or ``attach``."""


@dataclass(frozen=True)
class MailPage:
    """One letter."""

    bar: Bar
    """The top of the page."""
    uuid: str
    """For addresses."""
    subject: str
    """Its subject."""
    sender: str
    """From whom; "" where it was filed to an appeal: contacts are looked at there."""
    sender_name: str
    """How the sender calls itself."""
    at: datetime
    """When it was taken in."""
    state: str
    """Where it stands."""
    reason: str
    """Why it waits, in two words."""
    advice: str
    """Why it waits, and what to look at."""
    is_warning: bool
    """Whether the sender may be forged."""
    body: str
    """Its words, without what was quoted."""
    files: list[FileShown]
    """Its files."""
    has_original: bool
    """Whether the letter as it came is kept."""
    about: About | None
    """What it names, or where it was filed."""
    note: str
    """What was asked or said of it."""
    owner: str
    """Who looks into it; "" where nobody does."""
    is_mine: bool
    """Whether that is the person who looks at the page."""
    is_held: bool
    """Whether it waits."""
    may_bring_back: bool
    """Whether it can wait again."""
    forms: dict[str, forms.Form]
    """The deeds that ask for something, by name; empty where it does not wait."""
    is_refused: bool
    """Whether one of them has to be mended."""


def _page(row: Mail, request: DeskRequest, wrong: dict[str, forms.Form] | None = None) -> MailPage:
    names, reason = names_of(row.office), Reason(row.reason)
    is_held = row.state == MailState.HELD
    hides = row.state == MailState.FILED and row.about_kind == APPEAL
    empty: dict[str, forms.Form] = {name: form(auto_id=f"{name}_%s") for name, form in FORMS.items()}
    return MailPage(
        bar=bar_of(request),
        uuid=str(row.uuid),
        subject=row.subject or "",
        sender="" if hides else row.sender or "",
        sender_name="" if hides else row.sender_name or "",
        at=row.received_at,
        state=str(STATE_LABELS[MailState(row.state)]),
        reason=str(REASON_LABELS.get(reason, "")),
        advice=str(REASON_WORDS.get(reason, "")),
        is_warning=reason is Reason.FORGED,
        body=row.body or "",
        files=[_file(row, file) for file in row.files.order_by("position")],
        has_original=bool(row.stored_as),
        about=_about(request.actor, row),
        note=row.note or "",
        owner=names.get(row.claimed_by, "") if row.claimed_by else "",
        is_mine=row.claimed_by == request.actor.key,
        is_held=is_held,
        may_bring_back=not is_held and row.state != MailState.FILED and row.forgotten_at is None,
        forms={**empty, **(wrong or {})} if is_held else {},
        is_refused=bool(wrong),
    )


def _file(row: Mail, file: MailFile) -> FileShown:
    href = reverse("desk:mail-file", args=[row.uuid, file.uuid])
    return FileShown(href, file.name or "", max(file.size // KIB, 1))


def _about(actor: Actor, row: Mail) -> About | None:
    if row.about_kind == REFERRAL:
        referral = referral_for(actor, str(row.about_uuid))
        href = reverse("desk:referral", args=[referral.uuid])
        return About(href, localized(referral.organization, "name"), "reply")
    if row.about_kind == APPEAL:
        appeal = appeal_for(actor, str(row.about_uuid))
        return About(reverse("desk:appeal", args=[appeal.uuid]), ids.say_number(appeal.number), "attach")
    return None


def _shown(request: DeskRequest, row: Mail, wrong: dict[str, forms.Form] | None = None) -> HttpResponse:
    page = _page(row, request, wrong)
    return render(request, "desk/mail/mail.html", {"page": page}, status=422 if wrong else 200)


@require_GET
@guard(Permission.MAIL_JUDGE)
def mail(request: DeskRequest, uuid: UUID) -> HttpResponse:
    """Show one letter."""
    return _shown(request, mail_seen(request.actor, str(uuid)))


@require_POST
@guard(Permission.MAIL_JUDGE)
def act(request: DeskRequest, uuid: UUID, deed: str) -> HttpResponse:
    """Do one of the deeds on a letter."""
    if deed not in DEEDS:
        raise Http404
    row = mail_seen(request.actor, str(uuid))
    form = FORMS[deed](request.POST, auto_id=f"{deed}_%s") if deed in FORMS else None
    if form is None or form.is_valid():
        given = {**(form.cleaned_data if form else {}), "suggested": request.POST.get("suggested", "")}
        try:
            messages.success(request, DEEDS[deed](request.actor, row, given, clock.now()))
        except InputError as error:
            if form is None:
                raise
            form.add_error(error.field if error.field in form.fields else None, str(FORMS[deed].refused))
        else:
            return redirect("desk:mail", uuid)
    return _shown(request, row, {deed: form} if form else None)


@require_GET
@guard(Permission.MAIL_JUDGE)
def file(request: DeskRequest, uuid: UUID, file: UUID) -> HttpResponse:
    """Give one file of a letter, to be saved and not shown."""
    row = mail_seen(request.actor, str(uuid))
    found = mail_file_for(request.actor, str(row.uuid), str(file))
    return _download(file_of(found), found.name or "file")


@require_POST
@guard(Permission.MAIL_JUDGE)
def original(request: DeskRequest, uuid: UUID) -> HttpResponse:
    """Give a letter as it came, to be saved; it holds the sender's address, so that somebody looked stays in the history."""
    row = mail_seen(request.actor, str(uuid))
    if not row.stored_as:
        raise MissingError("original")
    content = original_looked(actor=request.actor, mail=row, at=clock.now())
    return _download(content, f"{row.received_at:%Y-%m-%d}-{row.pk}.eml")


def _download(content: bytes, name: str) -> HttpResponse:
    """Return a stranger's file to be kept and not shown: nothing of it is run or read by the browser."""
    answer = HttpResponse(content, content_type="application/octet-stream")
    answer["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=name) or "attachment"
    )
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer
