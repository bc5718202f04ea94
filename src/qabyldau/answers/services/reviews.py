"""Reviews: left once by whoever has the code, answered by the head of the office, hidden with a reason, never removed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from qabyldau.accounts.rules import Actor, Permission, demand
from qabyldau.answers.models import Feedback
from qabyldau.answers.rules.reviews import (
    LATER,
    LONGEST_WORDS,
    REASONS,
    Fixed,
    Rating,
    Reason,
    ReviewState,
    Subject,
    state_of,
)  # fmt: skip
from qabyldau.core.errors import ConflictError, InputError
from qabyldau.core.localized import is_blank
from qabyldau.history.rules import Target, Who
from qabyldau.history.services import record
from qabyldau.language import mask

KEPT = timedelta(days=90)
"""How long the contact of a reviewer is kept who wanted to be called."""


@dataclass(frozen=True)
class Review:
    """What somebody thinks of a visit or an answer: the office and the answer are rated apart."""

    office_grade: Rating | None = None
    answer_grade: Rating | None = None
    reasons: tuple[Reason, ...] = ()
    words: str = ""
    contact: str = ""
    """A telephone or e-mail where they want to be called back; kept encrypted, seen by the staff."""
    language: str = "kk"
    consent: str = ""
    """The version and language of the words of consent that were agreed to; needed where a contact is left."""


@dataclass(frozen=True)
class Reply:
    """What the head of the office says to a review in public, and what was changed."""

    words: str
    changed: str = ""
    language: str = "kk"


@transaction.atomic
def review_leave(*, actor: Actor, feedback: Feedback, review: Review, at: datetime) -> None:
    """Keep the review of a code, once; its words are shown with personal data masked.

    Raises ConflictError where the code was used or its fourteen days are over, InputError naming what cannot be kept.
    """
    demand(actor, Permission.REVIEW_LEAVE)
    _check(feedback, review)
    if state_of(feedback.asked_at, None, at) is ReviewState.OVER:
        raise ConflictError("the time for this review is over")
    words = "" if is_blank(review.words) else review.words.strip()
    feedback.words, feedback.contact = words, review.contact.strip() or None
    feedback.shown = mask(words) if words else ""
    feedback.office_grade, feedback.answer_grade = review.office_grade or "", review.answer_grade or ""
    feedback.reasons = [str(reason) for reason in review.reasons]
    feedback.wants_contact, feedback.language = bool(feedback.contact), review.language
    if not Feedback.objects.filter(pk=feedback.pk, answered_at__isnull=True).update(answered_at=at):
        raise ConflictError("this code was used before")
    feedback.answered_at = at
    feedback.save()
    said = {"consent": review.consent} if feedback.contact else {}
    record(_unseen(actor), "answers.review.left", _target(feedback), at, said)


def _check(feedback: Feedback, review: Review) -> None:
    needed, name = (
        (review.answer_grade, "answer_grade")
        if feedback.is_of_answer
        else (review.office_grade, "office_grade")
    )
    if needed is None:
        raise InputError(name, "say how it was")
    if len(review.words) > LONGEST_WORDS:
        raise InputError("words", f"shorten it to {LONGEST_WORDS} characters")
    if review.contact.strip() and not review.consent:
        raise InputError("consent", "a contact is kept only with consent")
    offered = {
        reason
        for subject, rating in (
            (Subject.OFFICE, review.office_grade),
            (Subject.ANSWER, review.answer_grade),
        )
        if rating is not None
        for reason in REASONS[subject, rating]
    }
    if not set(review.reasons) <= offered:
        raise InputError("reasons", "a reason does not belong to this rating")


@transaction.atomic
def fixed_say(*, actor: Actor, feedback: Feedback, fixed: Fixed, at: datetime) -> None:
    """Keep whether the matter is mended, asked four weeks after the answer; the last word counts.

    Raises ConflictError before the four weeks are over, and for a visit, which mends nothing by itself.
    """
    demand(actor, Permission.REVIEW_LEAVE)
    if not feedback.is_of_answer or at < feedback.asked_at + LATER:
        raise ConflictError("this is not asked yet")
    feedback.fixed, feedback.fixed_at = fixed, at
    feedback.save(update_fields=["fixed", "fixed_at"])
    record(_unseen(actor), "answers.review.fixed", _target(feedback), at)


@transaction.atomic
def review_reply(*, actor: Actor, feedback: Feedback, reply: Reply, at: datetime) -> None:
    """Answer a review in public, and say what was changed; a better reply takes the place of the one before."""
    demand(actor, Permission.REVIEW_ANSWER)
    if feedback.answered_at is None:
        raise ConflictError("nobody has left this review")
    if is_blank(reply.words):
        raise InputError("words", "write the reply first")
    feedback.reply, feedback.changed = reply.words.strip(), reply.changed.strip()
    feedback.reply_language, feedback.replied_at, feedback.replied_by = reply.language, at, actor.key
    feedback.save(update_fields=["reply", "changed", "reply_language", "replied_at", "replied_by"])
    record(actor.who, "answers.review.replied", _target(feedback), at)


@transaction.atomic
def review_hide(*, actor: Actor, feedback: Feedback, reason: str, at: datetime) -> None:
    """Hide the words of a review, with a reason that is shown; its ratings go on counting, and the hidden are counted too."""
    demand(actor, Permission.REVIEW_HIDE)
    if is_blank(reason):
        raise InputError("reason", "say why it is hidden")
    feedback.hidden_at, feedback.hidden_by, feedback.hidden_reason = at, actor.key, reason.strip()[:500]
    feedback.save(update_fields=["hidden_at", "hidden_by", "hidden_reason"])
    record(actor.who, "answers.review.hidden", _target(feedback), at)


@transaction.atomic
def review_show(*, actor: Actor, feedback: Feedback, at: datetime) -> None:
    """Show the words of a hidden review again."""
    demand(actor, Permission.REVIEW_HIDE)
    feedback.hidden_at, feedback.hidden_by, feedback.hidden_reason = None, "", ""
    feedback.save(update_fields=["hidden_at", "hidden_by", "hidden_reason"])
    record(actor.who, "answers.review.shown", _target(feedback), at)


@transaction.atomic
def reviewer_forget(*, actor: Actor, feedback: Feedback, at: datetime) -> None:
    """Forget the contact of a reviewer who takes the consent back; the review itself stays."""
    demand(actor, Permission.REVIEW_LEAVE)
    if Feedback.objects.filter(pk=feedback.pk, contact__isnull=False).update(
        contact=None, wants_contact=False
    ):
        record(_unseen(actor), "answers.review.contact_forgotten", _target(feedback), at)


@transaction.atomic
def review_contacted(*, actor: Actor, feedback: Feedback, at: datetime) -> str:
    """Return how to reach a reviewer who asked to be called; that somebody looked is kept in the history."""
    demand(actor, Permission.CONTACT_SEE)
    contact = feedback.contact or ""
    feedback.contacted_at = at
    feedback.save(update_fields=["contacted_at"])
    record(actor.who, "answers.review.contacted", _target(feedback), at)
    return contact


def reviewers_forget(at: datetime) -> int:
    """Forget the contacts of reviewers ninety days after their review; return how many."""
    rows = Feedback.objects.filter(contact__isnull=False, answered_at__lte=at - KEPT)
    return rows.update(contact=None)


def _unseen(actor: Actor) -> Who:
    """Return a reviewer as the history knows them, outside the office's own stream.

    There the rated would read at which minute a review was left, and so by whom.
    """
    return Who(actor.key, actor.door)


def _target(row: Feedback) -> Target:
    return Target("answers.review", str(row.uuid))
