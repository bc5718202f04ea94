"""Reading referrals and letters for the desk: only those of cases that somebody may see."""

from collections.abc import Iterable
from datetime import date, datetime

from django.conf import settings
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from qabyldau.accounts.rules import Actor
from qabyldau.casework.models import Case
from qabyldau.casework.queries import cases_visible_to
from qabyldau.core.errors import MissingError
from qabyldau.core.models import beyond
from qabyldau.offices.queries import pk_of
from qabyldau.referrals.models import AuthorityReply, Letter, PromisedCheck, Referral, ReferralFile
from qabyldau.referrals.rules.moves import (
    AWAITED,
    STUCK,
    LetterKind,
    ReplyState,
    SendState,
    read_their_number,
)
from qabyldau.referrals.rules.terms import Terms

PAGE = 30
"""Rows of one page of a list."""

MOST = 200
"""Rows of a list that is looked at whole."""


def visible_referrals(actor: Actor) -> QuerySet[Referral]:
    """Return the referrals of the cases that ``actor`` may see."""
    seen = cases_visible_to(actor).filter(pk=OuterRef("case_id"))
    return Referral.objects.filter(Exists(seen), office_id=pk_of(actor.office_key))


def referral_for(actor: Actor, uuid: str) -> Referral:
    """Return one referral that ``actor`` may see, with its case and its body; else raise MissingError."""
    row = visible_referrals(actor).select_related("office", "organization", "case__category", "contact")
    found = row.filter(uuid=uuid).first() if actor.office_key else None
    if found is None:
        raise MissingError("referral")
    return found


def letter_for(actor: Actor, uuid: str) -> Letter:
    """Return one letter of a referral that ``actor`` may see; else raise MissingError."""
    rows = Letter.objects.filter(uuid=uuid, referral__in=visible_referrals(actor))
    found = rows.select_related("office", "organization", "referral__organization").first()
    if found is None:
        raise MissingError("letter")
    return found


def reply_for(actor: Actor, uuid: str) -> AuthorityReply:
    """Return one reply to a referral that ``actor`` may see; else raise MissingError."""
    rows = AuthorityReply.objects.filter(uuid=uuid, referral__in=visible_referrals(actor))
    found = rows.select_related("referral__organization", "text", "office").first()
    if found is None:
        raise MissingError("reply")
    return found


def file_for(actor: Actor, uuid: str) -> ReferralFile:
    """Return one file of a letter or a reply that ``actor`` may see; else raise MissingError."""
    seen = visible_referrals(actor)
    rows = ReferralFile.objects.filter(Q(letter__referral__in=seen) | Q(reply__referral__in=seen), uuid=uuid)
    found = rows.first()
    if found is None:
        raise MissingError("file")
    return found


def promise_for(actor: Actor, uuid: str) -> PromisedCheck:
    """Return one promised day of a reply that ``actor`` may see; else raise MissingError."""
    rows = PromisedCheck.objects.filter(uuid=uuid, reply__referral__in=visible_referrals(actor))
    found = rows.select_related("reply__referral__organization").first()
    if found is None:
        raise MissingError("promise")
    return found


def referrals_of(case: Case) -> list[Referral]:
    """Return the referrals of a case with letters, replies, files and promises, oldest first; six queries at most."""
    letters = Letter.objects.select_related("organization", "office").prefetch_related("files").order_by("pk")
    replies = AuthorityReply.objects.select_related("text", "office", "right_body").order_by("pk")
    rows = Referral.objects.filter(case=case).select_related("organization", "office", "contact")
    return list(
        rows.order_by("pk").prefetch_related(
            Prefetch("letters", letters),
            Prefetch("replies", replies.prefetch_related("files", "promises", "citizen_ticks")),
        )
    )


def referral_page(
    actor: Actor, states: frozenset[ReplyState], *, after: tuple[date, int] | None
) -> list[Referral]:
    """Return one page of referrals in these states of the reply, whoever is due first first; one row more than a page."""
    rows = visible_referrals(actor).filter(reply_state__in=[state.value for state in states])
    rows = rows.filter(due_on__isnull=False).select_related("organization", "case__category", "office")
    if after is not None:
        rows = rows.filter(beyond("due_on", *after))
    return list(rows.order_by("due_on", "id")[: PAGE + 1])


def referral_numbers(rows: list[Referral]) -> dict[int, str]:
    """Return our number of each referral by its key: that of its first letter. One query."""
    letters = Letter.objects.filter(referral__in=rows, serial__isnull=False).select_related("office")
    return {row.referral_id: str(row.number) for row in letters.order_by("-pk")}


def found_by_number(actor: Actor, said: str) -> list[Referral]:
    """Return the referrals that a number of ours or of an authority belongs to, as somebody typed it; at most MOST."""
    index = read_their_number(said)
    if not index:
        return []
    serial, _, year = said.rpartition("-")[2].strip().partition("/")
    ours = (
        Q(letters__serial=int(serial), letters__year=int(year))
        if serial.isdecimal() and year.isdecimal() and len(serial + year) < 12
        else Q(pk__in=[])
    )
    rows = visible_referrals(actor).filter(Q(their_index=index) | Q(replies__their_index=index) | ours)
    return list(rows.select_related("organization", "case__category", "office").distinct()[:MOST])


def stuck_letters(actor: Actor, before: datetime) -> list[Letter]:
    """Return the letters that should have gone out by now: given up, or waiting since ``before``; the oldest first."""
    rows = Letter.objects.filter(referral__in=visible_referrals(actor))
    late = Q(send_state__in=[state.value for state in STUCK], state_at__lt=before)
    rows = rows.filter(Q(send_state=SendState.FAILED) | late)
    return list(rows.select_related("organization", "office", "referral__case").order_by("state_at")[:MOST])


def prepared_letters(referrals: Iterable[Referral]) -> list[Letter]:
    """Return the letters of these referrals that the machine has written and a person has yet to send, the oldest first."""
    rows = Letter.objects.filter(referral__in=referrals, send_state=SendState.PREPARED)
    is_owed = Q(referral__reply_state__in=[state.value for state in AWAITED]) | Q(kind=LetterKind.AGAIN)
    rows = rows.exclude(kind=LetterKind.REFERRAL).filter(is_owed)
    return list(
        rows.select_related("organization", "office", "referral__organization").order_by("made_at")[:MOST]
    )


def promises_due(referrals: Iterable[Referral], today: date) -> list[PromisedCheck]:
    """Return the days promised in replies to these referrals that somebody has to look at by ``today``, the oldest first."""
    rows = PromisedCheck.objects.filter(
        reply__referral__in=referrals, checked_at__isnull=True, check_on__lte=today
    )
    rows = rows.select_related("reply__referral__organization", "reply__referral__case")
    return list(rows.order_by("check_on", "pk")[:MOST])


def first_letter(referral: Referral) -> Letter:
    """Return the letter with which a referral began."""
    row = Letter.objects.filter(referral=referral).select_related("office").order_by("pk").first()
    if row is None:
        raise MissingError("letter")
    return row


def terms() -> Terms:
    """Return the terms that this installation has set."""
    return Terms(settings.REPLY_DAYS, settings.LONG_OVERDUE_DAYS, settings.RUNG_DAYS)
