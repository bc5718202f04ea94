"""One appeal that waits: what it says, what the machine read, both clocks; open it, correct the reading, or join it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from qabyldau.accounts.rules import Permission
from qabyldau.answers.terms import Term, terms_of
from qabyldau.casework.labels import URGENCY_LABELS
from qabyldau.casework.queries import case_of
from qabyldau.casework.rules.moves import CaseStatus
from qabyldau.catalog.labels import KIND_LABELS
from qabyldau.catalog.queries import category_choices, category_names
from qabyldau.catalog.rules import AppealKind
from qabyldau.core import clock, ids
from qabyldau.core.errors import InputError, MissingError
from qabyldau.core.localized import OWN_NAMES, localized
from qabyldau.flow.act import forget_contact
from qabyldau.flow.triage import Decision, join_case, open_case
from qabyldau.flow.working.transcripts import write_transcript
from qabyldau.intake.labels import CHANNEL_LABELS
from qabyldau.intake.models import Appeal
from qabyldau.intake.queries import appeal_for, visible_to
from qabyldau.intake.rules import IntakeChannel
from qabyldau.intake.services import Contact, contact_reveal
from qabyldau.interfaces.desk.brought import Brought, brought_with
from qabyldau.interfaces.desk.guard import Bar, DeskRequest, bar_of, guard
from qabyldau.interfaces.desk.links.panel import LinksPanel, links_of
from qabyldau.interfaces.desk.mail.part import FiledLetter, letters_of
from qabyldau.offices.queries import calendar_of, caseworkers_of
from qabyldau.texts.queries import attachments_of
from qabyldau.texts.services import attachment_content
from qabyldau.understanding.labels import LANGUAGE_LABELS
from qabyldau.understanding.models import Reading
from qabyldau.understanding.queries import newest_reading
from qabyldau.understanding.reader import themes_of, urgency_words

READ = (Permission.APPEAL_READ, Permission.APPEAL_READ_OWN)


class OpenForm(forms.Form):
    """A person's decision: kind, theme, urgency, who works on it."""

    kind = forms.ChoiceField(
        label=_("Kind of appeal"), choices=[("", "–"), *KIND_LABELS.items()], required=False
    )
    category = forms.ChoiceField(label=_("Theme"))
    urgency = forms.TypedChoiceField(label=_("Urgency"), coerce=int, choices=list(URGENCY_LABELS.items()))
    owner = forms.ChoiceField(label=_("Who works on it"))

    def __init__(self, *args: Any, request: DeskRequest, **kwargs: Any) -> None:
        """Offer the themes of the tree and the people of the office."""
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = [("", _("Choose a theme")), *category_choices()]  # type: ignore[attr-defined]
        people: list[tuple[str, Any]] = [(request.actor.key, _("I"))]
        if request.actor.has(Permission.CASE_ASSIGN) and request.office:
            others = [user for user in caseworkers_of(request.office) if str(user.uuid) != request.actor.key]
            people += [(str(user.uuid), user.full_name or user.username) for user in others]
        self.fields["owner"].choices = people  # type: ignore[attr-defined]


class JoinForm(forms.Form):
    """The public number of another appeal about the same matter."""

    number = forms.CharField(label=_("Number of the other appeal"), max_length=20)

    def clean_number(self) -> str:
        """Return the nine digits."""
        try:
            return ids.read_number(self.cleaned_data["number"])
        except ValueError as error:
            raise forms.ValidationError(
                _("A digit is wrong or missing: look at the coupon again.")
            ) from error


@dataclass(frozen=True)
class ReadTheme:
    """One proposed theme."""

    label: str
    score: float
    why: tuple[str, ...]


@dataclass(frozen=True)
class ReadText:
    """What the machine read, for the page."""

    language: str
    theme: str
    themes: list[ReadTheme]
    urgency: int
    urgency_words: list[str]


@dataclass(frozen=True)
class AppealPage:
    """One appeal."""

    bar: Bar
    """The top of the page."""
    uuid: str
    """For addresses."""
    number: str
    """The public number in threes."""
    register: str
    """The inner number."""
    body: str
    """The sender's words."""
    language: str
    """Their language."""
    kind: str
    """The kind in law."""
    channel: str
    """How it came."""
    place: str
    """Where the matter is."""
    area: str
    """The area."""
    received_at: datetime
    """When it came."""
    answer_language: str
    """In which language to answer."""
    is_confidential: bool
    """Whether only named readers see it."""
    is_about_staff: bool
    """Whether it complains of our own staff: who sent it is shown on a logged request alone."""
    is_withdrawn: bool
    """Whether its sender has taken it back: nothing is owed any more."""
    case_uuid: str
    """The case it is worked on in; "" while it waits."""
    reading: ReadText | None
    """What the machine read."""
    terms: list[Term]
    """Both clocks."""
    brought: Brought
    """What came beside the words: photos, voice messages, what was added."""
    may_transcribe: bool
    """Whether this person may write down what voice messages say."""
    contact: Contact | None
    """Who brought it, only after it was asked for."""
    has_contact: bool
    """Whether something was left."""
    may_see_contact: bool
    """Whether this person may ask for it."""
    may_open: bool
    """Whether this person may open it."""
    may_reprint: bool
    """Whether this person may print a copy of the coupon."""
    form: OpenForm
    """The decision."""
    join_form: JoinForm
    """Joining another appeal."""
    links: LinksPanel
    """The same matter elsewhere, and what the same person brought."""
    letters: list[FiledLetter]
    """Letters by e-mail that were filed to it, for whoever may judge letters."""


def _reading(reading: Reading | None) -> ReadText | None:
    if reading is None:
        return None
    names = category_names()
    themes = [
        ReadTheme(names.get(theme.code, theme.code), theme.score, theme.why)
        for theme in themes_of(reading)
        if "." in theme.code
    ]
    return ReadText(
        str(LANGUAGE_LABELS[reading.language]),
        reading.theme,
        themes[:4],
        reading.urgency,
        urgency_words(reading),
    )


def page_of(row: Appeal, request: DeskRequest, **changes: Any) -> AppealPage:
    """Return the page of one appeal; ``changes`` are forms that were refused, or a contact that was asked for."""
    reading = _reading(newest_reading(row.text))
    case, actor, calendar = case_of(row), request.actor, calendar_of(row.office)
    today = clock.today(calendar.zone)
    proposed = {"category": reading.theme, "urgency": reading.urgency} if reading else {}
    given: dict[str, Any] = {
        "contact": None,
        "form": OpenForm(request=request, initial={"kind": row.kind, **proposed, "owner": actor.key}),
        "join_form": JoinForm(),
        **changes,
    }
    return AppealPage(
        bar=bar_of(request),
        uuid=str(row.uuid),
        number=ids.say_number(row.number),
        register=str(row.register_number),
        body=row.text.body or "",
        language=row.text.language if row.text.language in {"kk", "ru", "en"} else "",
        kind=str(KIND_LABELS[AppealKind(row.kind)]),
        channel=str(CHANNEL_LABELS[IntakeChannel(row.channel)]),
        place=row.place or "",
        area=localized(row.area, "name") if row.area else "",
        received_at=row.received_at,
        answer_language=OWN_NAMES[row.answer_language],
        is_confidential=row.is_confidential,
        is_about_staff=row.is_about_staff,
        is_withdrawn=row.withdrawn_at is not None,
        case_uuid=str(case.uuid) if case else "",
        reading=reading,
        terms=terms_of([row], calendar, today).get(row.pk, []),
        brought=brought_with(row),
        may_transcribe=actor.has(Permission.CASE_WORK),
        has_contact=row.applicant is not None,
        may_see_contact=actor.has(Permission.CONTACT_SEE),
        may_open=actor.has(Permission.CASE_OPEN) and case is None,
        may_reprint=actor.has(Permission.RECEIPT_REISSUE),
        links=links_of([row], actor),
        letters=letters_of(actor, str(row.uuid)),
        **given,
    )


def _shown(request: DeskRequest, row: Appeal, status: int = 200, **changes: Any) -> HttpResponse:
    return render(request, "desk/appeal.html", {"page": page_of(row, request, **changes)}, status=status)


@require_GET
@guard(*READ)
def appeal(request: DeskRequest, uuid: str) -> HttpResponse:
    """Show one appeal."""
    return _shown(request, appeal_for(request.actor, str(uuid)))


@require_POST
@guard(Permission.CASE_OPEN)
def open_it(request: DeskRequest, uuid: str) -> HttpResponse:
    """Take the appeal up: the decision becomes a judgement, the appeal a case."""
    row, form = appeal_for(request.actor, str(uuid)), OpenForm(request.POST, request=request)
    if not form.is_valid():
        return _shown(request, row, 422, form=form)
    given = form.cleaned_data
    decision = Decision(given["category"], given["urgency"], given["owner"], given["kind"])
    made = open_case(actor=request.actor, appeal_uuid=str(uuid), decision=decision, at=clock.now())
    messages.success(request, _("The case is open."))
    return redirect("desk:case", made.uuid)


@require_POST
@guard(Permission.CASE_WORK)
def join(request: DeskRequest, uuid: str) -> HttpResponse:
    """Join the appeal to the case of another about the same matter."""
    row, form = appeal_for(request.actor, str(uuid)), JoinForm(request.POST)
    if form.is_valid():
        try:
            other = visible_to(request.actor).filter(number=form.cleaned_data["number"]).first()
            case = case_of(other) if other else None
            if case is None or case.status == CaseStatus.CLOSED:
                raise MissingError("case")
            join_case(actor=request.actor, appeal_uuid=str(uuid), case_uuid=str(case.uuid), at=clock.now())
            messages.success(
                request,
                _("The appeal has joined the case: its sender will be told together with the others."),
            )
            return redirect("desk:case", case.uuid)
        except (MissingError, InputError):
            form.add_error(
                "number", _("There is no open case of this office with that number that it could join.")
            )
    return _shown(request, row, 422, join_form=form)


@require_POST
@guard(Permission.CONTACT_SEE)
def contact(request: DeskRequest, uuid: str) -> HttpResponse:
    """Show who brought the appeal; that it was looked at stays in the history."""
    row = appeal_for(request.actor, str(uuid))
    try:
        found = contact_reveal(
            actor=request.actor, appeal=row, at=clock.now(), reason=request.POST.get("reason", "")
        )
    except InputError:
        messages.error(request, gettext("Say why you must know who complains: it stays in the log."))
        return redirect("desk:appeal", row.uuid)
    return _shown(request, row, contact=found)


@require_POST
@guard(Permission.CONTACT_SEE)
def forget(request: DeskRequest, uuid: str) -> HttpResponse:
    """Forget who brought the appeal: the sender takes the consent back."""
    row = forget_contact(actor=request.actor, appeal_uuid=str(uuid), at=clock.now())
    messages.success(request, _("Name and contacts are forgotten. The appeal goes on without them."))
    return redirect("desk:appeal", row.uuid)


@require_POST
@guard(Permission.CASE_WORK)
def transcript(request: DeskRequest, uuid: str, voice: str) -> HttpResponse:
    """Keep what a person heard in a voice message."""
    row, body = appeal_for(request.actor, str(uuid)), request.POST.get("transcript", "")
    try:
        write_transcript(actor=request.actor, appeal=row, file_uuid=str(voice), body=body, at=clock.now())
        messages.success(request, gettext("What you heard is kept and can be searched."))
    except InputError:
        messages.error(request, gettext("Write down what is said: nothing was kept."))
    return redirect("desk:appeal", row.uuid)


@require_GET
@guard(*READ)
def photo(request: DeskRequest, uuid: str, photo: str) -> HttpResponse:
    """Answer with one cleaned photo of an appeal, for the staff alone."""
    row = appeal_for(request.actor, str(uuid))
    found = next((item for item in attachments_of(row.text) if str(item.uuid) == str(photo)), None)
    if found is None:
        raise MissingError("photo")
    return HttpResponse(attachment_content(found), content_type=found.media_type)
