"""Writing the answer of a case: a field for each language somebody waits for, ready texts, another pair of eyes, sending."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from qabyldau.accounts.rules import Permission
from qabyldau.answers.rules.reach import lacking, languages_for
from qabyldau.casework.models import Case
from qabyldau.casework.queries import appeals_of, case_for
from qabyldau.catalog.queries import ready_texts_for
from qabyldau.catalog.rules import TextUse
from qabyldau.core import clock, ids
from qabyldau.core.errors import ConflictError, InputError
from qabyldau.core.localized import OWN_NAMES, localized
from qabyldau.drafting.labels import DRAFT_LABELS
from qabyldau.drafting.models import AnswerDraft
from qabyldau.drafting.queries import draft_of, texts_of, writers_of
from qabyldau.drafting.rules import DraftState, is_marked, may_approve
from qabyldau.drafting.services import (
    OwnWordsError,
    Verdict,
    draft_ask,
    draft_choose,
    draft_judge,
    draft_write,
)
from qabyldau.flow.answer import send_draft
from qabyldau.intake.models import Appeal
from qabyldau.intake.queries import appeal_for
from qabyldau.intake.rules import LONGEST_TEXT
from qabyldau.interfaces.design.fields import LinesField
from qabyldau.interfaces.desk.answering.putting import ReplyOffered, chosen_of, replies_offered, with_put
from qabyldau.interfaces.desk.guard import Bar, DeskRequest, bar_of, guard
from qabyldau.routines.queries import parts_of
from qabyldau.routines.rules import AWAITED

PROBLEMS: dict[str, Promise] = {
    "language": _("Somebody waits for the answer in a language in which nothing is written: write it, or say below why they get another one."),
    "approval": _("In this office another pair of eyes sees an answer before it goes. Ask for it first."),
    "body": _("Write the answer first."),
    "note": _("Say why this person gets another language: the note stays with the answer."),
    "remark": _("Say what to mend."),
    "marked": _("Something is still to be done with a quotation: it stands between ⟦ and ⟧. Do it, then take the mark away."),
    "parts": _("A part of the case is still open. Say below that this is not the whole answer, or wait for it."),
}  # fmt: skip


ANSWER_IN = {"kk": _("Answer in Kazakh"), "ru": _("Answer in Russian"), "en": _("Answer in English")}


class DraftForm(forms.Form):
    """The words of an answer in each language, and the versions they were written on."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    case_version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, languages: list[str], **kwargs: Any) -> None:
        """Offer a field for each language."""
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        for code in languages:
            widget = forms.Textarea(attrs={"rows": 9, "lang": code, "data-keep": ""})
            field = LinesField(label=ANSWER_IN[code], max_length=LONGEST_TEXT, required=False, widget=widget)
            # A draft may be kept half written, yet an answer goes in every language: it is not called optional.
            field.is_owed = True  # type: ignore[attr-defined]
            self.fields[f"body_{code}"] = field

    @property
    def texts(self) -> dict[str, str]:
        """The words by language, as they were typed."""
        return {name[5:]: said for name, said in self.cleaned_data.items() if name.startswith("body_")}

    def refuse(self, field: str) -> None:
        """Say above the form why it cannot be done."""
        self.add_error(None, str(PROBLEMS.get(field, _("This cannot be done now."))))


@dataclass(frozen=True)
class Reader:
    """One person of the case: the language they asked for, the one they get, and why where it is another."""

    uuid: str
    number: str
    wanted: str
    language: str
    note: str
    is_lacking: bool
    others: list[tuple[str, str]]


@dataclass(frozen=True)
class WritingPage:
    """The answer of a case that is being written."""

    bar: Bar
    """The top of the page."""
    uuid: str
    """The case, for addresses."""
    number: str
    """The public number of its first appeal."""
    category: str
    """The theme."""
    form: DraftForm
    """The words by language."""
    readers: list[Reader]
    """Who gets it, in which language."""
    ready: list[tuple[str, str]]
    """Ready texts: uuid and title."""
    replies: list[ReplyOffered]
    """Replies of authorities that can be put in, the newest first."""
    has_parts: bool
    """Whether the case has parts, whose results can be put together."""
    open_parts: list[str]
    """What the parts are about of which nothing has come yet."""
    put: dict[str, str]
    """What was put in last and can be taken out again, by kind."""
    version: int
    """The draft as it is shown; 0 where nothing is kept yet."""
    state: str
    """Where the draft stands; "" where nothing is kept yet."""
    is_approved: bool
    """Whether another pair of eyes has approved it."""
    remark: str
    """What another pair of eyes asks to mend."""
    needs_eyes: bool
    """Whether the office wants another pair of eyes."""
    may_judge: bool
    """Whether this person is another pair of eyes for it now."""
    waits: bool
    """Whether it waits for another pair of eyes."""


def languages_of(appeals: list[Appeal], texts: Mapping[str, str]) -> list[str]:
    """Return the languages in which the answer is written: those that somebody asked for and those that stand there."""
    wanted = {row.answer_language for row in appeals if row.withdrawn_at is None}
    return [code for code in OWN_NAMES if code in wanted or code in texts]


def page_of(case: Case, request: DeskRequest, form: DraftForm | None = None) -> WritingPage:
    """Return the page; ``form`` is what was typed and could not be taken."""
    draft, appeals = draft_of(case), appeals_of(case)
    texts = texts_of(draft) if draft else {}
    version = draft.version if draft else 0
    given = {f"body_{code}": body for code, body in texts.items()}
    initial = {"version": version, "case_version": case.version, **given}
    made = form or DraftForm(languages=languages_of(appeals, texts), initial=initial)
    state = DraftState(draft.state) if draft else None
    ready = ready_texts_for(case.office, TextUse.ANSWER, case.category)
    parts = parts_of(case)
    can_judge = request.actor.has(Permission.ANSWER_APPROVE) and draft is not None
    return WritingPage(
        bar=bar_of(request),
        uuid=str(case.uuid),
        number=ids.say_number(appeals[0].number),
        category=localized(case.category, "name"),
        form=made,
        readers=_readers(appeals, draft, texts),
        ready=[(str(row.uuid), str(getattr(row, f"title_{side()}"))) for row in ready],
        replies=replies_offered(case),
        has_parts=bool(parts),
        open_parts=[row.title for row in parts if row.state in AWAITED],
        put=chosen_of(request.GET.dict()),
        version=version,
        state=str(DRAFT_LABELS[state]) if state else "",
        is_approved=state is DraftState.APPROVED,
        remark=draft.remark or "" if draft and state is DraftState.RETURNED else "",
        needs_eyes=case.office.needs_second_eyes,
        may_judge=can_judge and state is DraftState.ASKED and may_approve(request.actor.key, _writers(draft)),
        waits=state is DraftState.ASKED,
    )


def _writers(draft: AnswerDraft | None) -> set[str]:
    return writers_of(draft) if draft else set()


def side() -> str:
    """Return the side of a ready text that staff read on this page."""
    return "kk" if (get_language() or "kk").startswith("kk") else "ru"


def _readers(appeals: list[Appeal], draft: AnswerDraft | None, texts: Mapping[str, str]) -> list[Reader]:
    rows = [row for row in appeals if row.withdrawn_at is None]
    choices = {str(row.appeal.uuid): row for row in draft.choices.all()} if draft else {}
    wanted = {str(row.uuid): row.answer_language for row in rows}
    spoken = languages_for(wanted, {uuid: row.language for uuid, row in choices.items()})
    lacks = set(lacking(spoken.values(), set(texts)))
    return [
        Reader(
            uuid=uuid,
            number=ids.say_number(row.number),
            wanted=OWN_NAMES[row.answer_language],
            language=OWN_NAMES[spoken[uuid]],
            note=choices[uuid].note if uuid in choices else "",
            is_lacking=spoken[uuid] in lacks,
            others=[
                (code, OWN_NAMES[code]) for code in OWN_NAMES if code in texts or code == row.answer_language
            ],
        )
        for row in rows
        for uuid in [str(row.uuid)]
    ]


def _shown(request: DeskRequest, case: Case, form: DraftForm | None = None) -> HttpResponse:
    page = page_of(case, request, form)
    return render(request, "desk/answering/writing.html", {"page": page}, status=422 if form else 200)


def _form(request: DeskRequest, case: Case) -> DraftForm:
    draft = draft_of(case)
    return DraftForm(request.POST, languages=languages_of(appeals_of(case), texts_of(draft) if draft else {}))


@require_GET
@guard(Permission.CASE_WORK)
def writing(request: DeskRequest, uuid: str) -> HttpResponse:
    """Show the answer that is being written."""
    return _shown(request, case_for(request.actor, str(uuid)))


@require_POST
@guard(Permission.CASE_WORK)
def save(request: DeskRequest, uuid: str) -> HttpResponse:
    """Keep the words, and then send them, ask for another pair of eyes, or put ready words in."""
    case = case_for(request.actor, str(uuid))
    form = _form(request, case)
    if not form.is_valid():
        return _shown(request, case, form)
    draft = _kept(request, case, form)
    go = str(request.POST.get("go", ""))
    try:
        return redirect(STEPS.get(go, _stay)(request, case, draft, form))
    except InputError as error:
        form.refuse(error.field)
        form.data = {**request.POST.dict(), "version": draft.version}
        return _shown(request, case, form)


def _kept(request: DeskRequest, case: Case, form: DraftForm) -> AnswerDraft:
    texts = with_put(request, case, form.texts)
    version = form.cleaned_data["version"]
    return draft_write(actor=request.actor, case=case, texts=texts, version=version, at=clock.now())


Step = Callable[[DeskRequest, Case, AnswerDraft, DraftForm], str]


def _page(case: Case, **put: str) -> str:
    return reverse("desk:case-writing", args=[case.uuid]) + (f"?{urlencode(put)}" if put else "")


def _stay(request: DeskRequest, case: Case, draft: AnswerDraft, form: DraftForm) -> str:
    messages.success(request, gettext("The draft is kept."))
    return _page(case)


def _insert(request: DeskRequest, case: Case, draft: AnswerDraft, form: DraftForm) -> str:
    return _page(case, **chosen_of(request.POST.dict()))


def _parts(request: DeskRequest, case: Case, draft: AnswerDraft, form: DraftForm) -> str:
    return _page(case, parts="1")


def _undo(request: DeskRequest, case: Case, draft: AnswerDraft, form: DraftForm) -> str:
    if texts_of(draft) == {code: said for code, said in form.texts.items() if said}:
        messages.error(
            request, gettext("These words were changed since they were put in: take them out by hand.")
        )
    return _page(case)


def _ask(request: DeskRequest, case: Case, draft: AnswerDraft, form: DraftForm) -> str:
    if not texts_of(draft):
        raise InputError("body", "write the answer first")
    if is_marked(texts_of(draft).values()):
        raise InputError("marked", "a quotation has still to be translated")
    draft_ask(actor=request.actor, case=case, version=draft.version, at=clock.now())
    messages.success(request, gettext("Another pair of eyes is asked for."))
    return _page(case)


def _send(request: DeskRequest, case: Case, draft: AnswerDraft, form: DraftForm) -> str:
    send_draft(
        actor=request.actor,
        case_uuid=str(case.uuid),
        seen=draft.version,
        version=form.cleaned_data["case_version"],
        at=clock.now(),
        is_partial=request.POST.get("is_partial") == "1",
    )
    messages.success(request, gettext("The answer is given: every applicant can read it now."))
    return reverse("desk:case", args=[case.uuid])


STEPS: Mapping[str, Step] = {"insert": _insert, "parts": _parts, "undo": _undo, "ask": _ask, "send": _send}


@require_POST
@guard(Permission.CASE_WORK)
def keep(request: DeskRequest, uuid: str) -> HttpResponse:
    """Keep what is being typed; answer with the version that the page now stands on, or that somebody else was quicker."""
    case = case_for(request.actor, str(uuid))
    form = _form(request, case)
    if not form.is_valid():
        return JsonResponse({}, status=422)
    try:
        return JsonResponse({"version": _kept(request, case, form).version})
    except ConflictError:
        return JsonResponse({}, status=409)


@require_POST
@guard(Permission.ANSWER_APPROVE)
def judge(request: DeskRequest, uuid: str) -> HttpResponse:
    """Approve the draft, or give it back with what to mend."""
    case = case_for(request.actor, str(uuid))
    version = request.POST.get("version", "")
    verdict = Verdict(
        request.POST.get("go") == "good",
        request.POST.get("remark", ""),
        int(version) if version.isdecimal() else 0,
    )
    try:
        draft_judge(actor=request.actor, case=case, verdict=verdict, at=clock.now())
    except InputError as error:
        messages.error(request, str(PROBLEMS[error.field]))
    except OwnWordsError:
        messages.error(request, gettext("Whoever wrote a part of an answer does not approve it."))
    return redirect("desk:case-writing", case.uuid)


@require_POST
@guard(Permission.CASE_WORK)
def choose(request: DeskRequest, uuid: str, other: str) -> HttpResponse:
    """Say that one person of the case gets the answer in another language, and why."""
    case = case_for(request.actor, str(uuid))
    draft, appeal = draft_of(case), appeal_for(request.actor, str(other))
    if draft is None or appeal not in appeals_of(case):
        raise ConflictError("there is no draft for this person")
    language, note = request.POST.get("language", ""), request.POST.get("note", "")
    try:
        draft_choose(actor=request.actor, draft=draft, appeal=appeal, language=language, note=note)
    except InputError as error:
        messages.error(request, str(PROBLEMS[error.field]))
    return redirect("desk:case-writing", case.uuid)
