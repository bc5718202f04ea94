"""One referral: its letters, its replies with signs and ticks, promised days, and the ladder."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET, require_POST

from qabyldau.accounts.rules import Permission, demand
from qabyldau.core import clock, ids
from qabyldau.core.errors import InputError, MissingError
from qabyldau.core.localized import localized
from qabyldau.flow.refer.chase import rung_due, whom, write_again, write_rung
from qabyldau.flow.refer.sending import take_authority_reply
from qabyldau.interfaces.desk.guard import Bar, DeskRequest, bar_of, guard
from qabyldau.interfaces.desk.referrals.advice import REFUSAL_ADVICE, RUNG_NOTES
from qabyldau.interfaces.desk.referrals.forms import JudgeForm, ReplyForm, papers_of
from qabyldau.interfaces.desk.referrals.part import ReferralCard, card_of
from qabyldau.offices.queries import calendar_of
from qabyldau.referrals.labels import (
    REFUSAL_LABELS,
    REPLY_WAY_LABELS,
    RUNG_LABELS,
    SIGN_LABELS,
    TICK_LABELS,
)
from qabyldau.referrals.models import AuthorityReply, Referral
from qabyldau.referrals.queries.letters import promise_for, referral_for, referrals_of, reply_for
from qabyldau.referrals.rules.moves import AWAITED, ReplyState, ReplyWay, SendState
from qabyldau.referrals.rules.replies import Refusal, Tick
from qabyldau.referrals.rules.terms import LADDER, LETTER_OF, Rung
from qabyldau.referrals.services.replies import promise_check, reply_judge, signs_of

SEE = (Permission.CASE_READ, Permission.CASE_READ_ASSIGNED)

KAZAKH_LETTERS = frozenset("әғқңөұүһі")


@dataclass(frozen=True)
class Sign:
    """One sign that a reply answers nothing, and the words that show it."""

    label: str
    why: str


@dataclass(frozen=True)
class Promised:
    """One promised day, and what became of it."""

    uuid: str
    promised_on: date
    check_on: date
    is_kept: bool | None
    is_due: bool


@dataclass(frozen=True)
class ReplyShown:
    """One reply as staff see it."""

    uuid: str
    number: str
    on: date
    way: str
    their_number: str
    their_on: date | None
    body: str
    language: str
    files: list[tuple[str, str]]
    signs: list[Sign]
    ticks: list[tuple[str, bool]]
    """The four ticks in words; empty until somebody has judged."""
    is_enough: bool | None
    note: str
    citizens: tuple[int, int]
    """How many senders find it an answer, and how many do not."""
    refusal: str
    advice: str
    right_body: str
    promises: list[Promised]
    judge: JudgeForm | None
    again_href: str


@dataclass(frozen=True)
class Step:
    """One rung of the ladder."""

    value: str
    label: str
    note: str
    whom: str
    is_done: bool
    is_next: bool
    may_write: bool


@dataclass(frozen=True)
class ReferralPage:
    """One referral."""

    bar: Bar
    """The top of the page."""
    uuid: str
    """For addresses."""
    card: ReferralCard
    """It in short, with its letters."""
    case_href: str
    """The case."""
    case_number: str
    """The public number of the case's first appeal."""
    is_outside_law: bool
    """Whether the term is only our request."""
    is_named: bool
    """Whether applicants are named in the letter."""
    days: list[dict[str, Any]]
    """How the term was counted, day by day."""
    replies: list[ReplyShown]
    """What came back, the newest last."""
    reply: ReplyForm | None
    """Where a reply is typed in; None for whoever may not."""
    ladder: list[Step]
    """What can be done about silence; empty while nothing is late."""
    is_refused: bool
    """Whether a form has to be mended."""


def _whole(row: Referral) -> Referral:
    return next(found for found in referrals_of(row.case) if found.pk == row.pk)


def page_of(
    request: DeskRequest, row: Referral, refused: dict[str, forms.Form] | None = None
) -> ReferralPage:
    """Return the page of one referral; ``refused`` holds forms to be mended, by the key of what they are about."""
    whole, wrong, actor = _whole(row), refused or {}, request.actor
    calendar, today = calendar_of(row.office), clock.today(row.office.zone)
    appeal = row.case.case_appeals.select_related("appeal").order_by("pk")[0].appeal
    may = actor.has(Permission.REFERRAL_SEND)
    form = wrong.get("reply", ReplyForm(actor=actor, today=today))
    return ReferralPage(
        bar=bar_of(request),
        uuid=str(row.uuid),
        card=card_of(whole, calendar, today, list(whole.letters.all())),
        case_href=reverse("desk:case", args=[row.case.uuid]),
        case_number=ids.say_number(appeal.number),
        is_outside_law=row.organization.is_outside_law,
        is_named=row.is_named,
        days=row.reckoning,
        replies=_replies(whole, request, wrong, today),
        reply=form if may and isinstance(form, ReplyForm) else None,
        ladder=_ladder(row, today, may=may),
        is_refused=bool(wrong),
    )


def _replies(
    whole: Referral, request: DeskRequest, wrong: dict[str, forms.Form], today: date
) -> list[ReplyShown]:
    """Return the replies; the newest can be asked about again unless that is written or sent already."""
    rows = list(whole.replies.all())
    waits = any(row.send_state == SendState.PREPARED for row in whole.letters.all())
    newest = None if waits or whole.reply_state in AWAITED else rows[-1:]
    return [_reply(row, request, wrong, today, may_again=[row] == newest) for row in rows]


def _sign(kind: str, why: str) -> Sign:
    """Return a sign; its reason speaks the language of the reply, so who reads another is shown the quoted words alone."""
    quoted, reason = why[: why.rfind("»") + 1], why[why.rfind("»") + 1 :]
    is_read = get_language() == ("kk" if KAZAKH_LETTERS & set(reason.lower()) else "ru")
    return Sign(str(SIGN_LABELS.get(kind, kind)), why if is_read else quoted)


def _reply(
    row: AuthorityReply, request: DeskRequest, wrong: dict[str, forms.Form], today: date, *, may_again: bool
) -> ReplyShown:
    may = request.actor.has(Permission.REPLY_JUDGE)
    form = wrong.get(str(row.uuid)) or JudgeForm.of(row)
    ticks = [tick.is_answer for tick in row.citizen_ticks.all()]
    refusal = Refusal(row.refusal) if row.refusal else None
    is_poor = row.is_enough is False
    return ReplyShown(
        uuid=str(row.uuid),
        number=str(row.number),
        on=row.received_on,
        way=str(REPLY_WAY_LABELS[ReplyWay(row.way)]),
        their_number=row.their_number,
        their_on=row.their_on,
        body=row.text.body or "",
        language=row.text.language if row.text.language in {"kk", "ru"} else "",
        files=[(reverse("desk:referral-file", args=[file.uuid]), file.name) for file in row.files.all()],
        signs=[_sign(kind, why) for kind, _start, _end, why in signs_of(row)],
        ticks=[(str(TICK_LABELS[tick]), bool(getattr(row, f"has_{tick}"))) for tick in Tick]
        if row.judged_at
        else [],
        is_enough=row.is_enough,
        note=row.note or "",
        citizens=(sum(ticks), len(ticks) - sum(ticks)),
        refusal=str(REFUSAL_LABELS[refusal]) if refusal else "",
        advice=str(REFUSAL_ADVICE[refusal]) if refusal else "",
        right_body=localized(row.right_body, "name") if row.right_body else row.right_words,
        promises=[
            Promised(
                str(each.uuid), each.promised_on, each.check_on, each.is_kept,
                each.checked_at is None and each.check_on <= today,
            )
            for each in row.promises.all()
        ],
        judge=form if may and isinstance(form, JudgeForm) else None,
        again_href=reverse("desk:referral-again", args=[row.referral.uuid, row.uuid]) if may_again and may and is_poor else "",
    )  # fmt: skip


def _ladder(row: Referral, today: date, *, may: bool) -> list[Step]:
    if row.due_on is None or row.due_on >= today or ReplyState(row.reply_state) not in AWAITED:
        return []
    climbed = LADDER.index(Rung(row.rung)) if row.rung else -1
    due, waits = rung_due(row, today), row.letters.filter(send_state=SendState.PREPARED).exists()
    steps = []
    for place, rung in enumerate(LADDER):
        body = whom(row, rung)
        is_open = may and not waits and place > climbed and body is not None and rung in LETTER_OF
        steps.append(
            Step(
                value=rung.value,
                label=str(RUNG_LABELS[rung]),
                note=str(RUNG_NOTES[rung]),
                whom=localized(body, "name") if body is not None and rung is not Rung.COURT else "",
                is_done=place <= climbed,
                is_next=rung is due,
                may_write=is_open,
            )
        )
    return steps


def shown(request: DeskRequest, row: Referral, refused: dict[str, forms.Form] | None = None) -> HttpResponse:
    """Show one referral."""
    page = page_of(request, row, refused)
    return render(request, "desk/referrals/referral.html", {"page": page}, status=422 if refused else 200)


@require_GET
@guard(*SEE)
def referral(request: DeskRequest, uuid: UUID) -> HttpResponse:
    """Show one referral."""
    return shown(request, referral_for(request.actor, str(uuid)))


@require_POST
@guard(Permission.REFERRAL_SEND)
def reply(request: DeskRequest, uuid: UUID) -> HttpResponse:
    """Take a reply that came by mail, on paper or in e-Otinish."""
    row = referral_for(request.actor, str(uuid))
    today = clock.today(row.office.zone)
    form = ReplyForm(request.POST, request.FILES, actor=request.actor, today=today)
    if form.is_valid():
        try:
            given = form.reply(row.office.zone, clock.now())
            take_authority_reply(
                actor=request.actor,
                referral_uuid=str(uuid),
                reply=given,
                papers=papers_of(form),
                at=clock.now(),
            )
        except InputError as error:
            form.refuse(error)
        else:
            messages.success(request, gettext("The reply is kept. Look whether it answers the question."))
            return redirect("desk:referral", uuid)
    return shown(request, row, {"reply": form})


@require_POST
@guard(Permission.REPLY_JUDGE)
def judge(request: DeskRequest, uuid: UUID, reply: UUID) -> HttpResponse:
    """Keep what staff found in a reply."""
    row, form = referral_for(request.actor, str(uuid)), JudgeForm(request.POST)
    found = _of(row, reply_for(request.actor, str(reply)))
    if form.is_valid():
        try:
            reply_judge(actor=request.actor, reply=found, verdict=form.verdict(), at=clock.now())
        except InputError:
            form.add_error("note", gettext("Say what the reply lacks: it goes into the question."))
        else:
            messages.success(request, gettext("The reply is judged."))
            return redirect("desk:referral", uuid)
    return shown(request, row, {str(reply): form})


def _of(row: Referral, found: AuthorityReply) -> AuthorityReply:
    if found.referral_id != row.pk:
        raise MissingError("reply")
    return found


@require_POST
@guard(Permission.REFERRAL_SEND)
def again(request: DeskRequest, uuid: UUID, reply: UUID) -> HttpResponse:
    """Write a letter that asks for a better reply."""
    demand(request.actor, Permission.REFERRAL_SEND)
    _of(referral_for(request.actor, str(uuid)), reply_for(request.actor, str(reply)))
    row = write_again(actor=request.actor, reply_uuid=str(reply), at=clock.now())
    messages.success(request, gettext("The letter is written. Look at it and send it."))
    return redirect("desk:letter", row.uuid)


@require_POST
@guard(Permission.REFERRAL_SEND)
def climb(request: DeskRequest, uuid: UUID) -> HttpResponse:
    """Write the letter of a rung of the ladder."""
    try:
        rung = Rung(request.POST.get("rung", ""))
    except ValueError as error:
        raise MissingError("rung") from error
    row = write_rung(actor=request.actor, referral_uuid=str(uuid), rung=rung, at=clock.now())
    messages.success(request, gettext("The letter is written. Look at it and send it."))
    return redirect("desk:letter", row.uuid)


@require_POST
@guard(Permission.REPLY_JUDGE)
def promise(request: DeskRequest, uuid: UUID, promise: UUID) -> HttpResponse:
    """Keep whether a promised day was kept."""
    row = promise_for(request.actor, str(promise))
    if str(row.reply.referral.uuid) != str(uuid):
        raise MissingError("promise")
    promise_check(actor=request.actor, promise=row, is_kept=request.POST.get("kept") == "1", at=clock.now())
    messages.success(request, gettext("It is noted whether the promise was kept."))
    return redirect("desk:referral", uuid)
