"""What the case page shows of answering: the draft, ready texts and macros, and whether the answer came to each person."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qabyldau.accounts.rules import Actor, Permission
from qabyldau.answers.labels import FIXED_LABELS, RATING_LABELS, REACH_LABELS
from qabyldau.answers.queries.reach import Reached
from qabyldau.answers.rules.reach import Reach
from qabyldau.answers.rules.reviews import Fixed, Rating
from qabyldau.casework.models import Case
from qabyldau.casework.rules.moves import MOVES, CaseStatus
from qabyldau.core import ids
from qabyldau.core.localized import OWN_NAMES, localized
from qabyldau.drafting.labels import DRAFT_LABELS
from qabyldau.drafting.queries import draft_state
from qabyldau.intake.models import Appeal
from qabyldau.routines.queries import macros_of

TONES = {
    Reach.READ: "good", Reach.HANDED: "good", Reach.SENT: "active", Reach.WAITING: "waiting", Reach.PAGE: "waiting",
    Reach.FAILED: "bad", Reach.UNCERTAIN: "bad",
}  # fmt: skip
CHAT_LABELS: dict[Reach, Promise] = {
    Reach.SENT: _("Came to the chat"),
    Reach.WAITING: _("The message to the chat is on its way"),
    Reach.FAILED: _("The chat does not take our messages"),
}
"""What is said of an answer that goes to a chat; what is not here is said alike."""


@dataclass(frozen=True)
class Came:
    """How far the newest answer has come to one person, and what that person says of it."""

    number: str
    language: str
    note: str
    reach: str
    tone: str
    at: datetime
    says: str


@dataclass(frozen=True)
class AnsweringPanel:
    """The draft of a case, what can be done with ready words, and whom the answer has reached."""

    draft: str
    may_write: bool
    may_ask: bool
    macros: list[tuple[str, str]]


def answering_of(case: Case, actor: Actor) -> AnsweringPanel:
    """Return what the case page shows of answering."""
    status, works = CaseStatus(case.status), actor.has(Permission.CASE_WORK)
    draft = draft_state(case)
    macros = macros_of(case.office) if works and status is not CaseStatus.CLOSED else []
    return AnsweringPanel(
        draft=str(DRAFT_LABELS[draft]) if draft else "",
        may_write=works and CaseStatus.ANSWERED in MOVES[status],
        may_ask=works and CaseStatus.WAITING_FOR_APPLICANT in MOVES[status],
        macros=[(str(row.uuid), localized(row, "name")) for row in macros],
    )


def came_of(row: Reached) -> Came:
    """Return in words how far an answer has come; the sender's verdict stands beside the staff's, never in its place."""
    label = REACH_LABELS[row.reach]
    said = [str(FIXED_LABELS[Fixed(row.fixed)])] if row.fixed else []
    said += [str(RATING_LABELS[Rating(row.grade)])] if row.grade else []
    return Came(
        number=ids.say_number(row.number),
        language=OWN_NAMES[row.language],
        note=row.note,
        reach=str(CHAT_LABELS.get(row.reach, label) if row.is_chat else label),
        tone=TONES[row.reach],
        at=row.at,
        says=", ".join(said),
    )


def is_quick(case: Case, appeals: list[Appeal], *, has_parts: bool) -> bool:
    """Return whether the case can be answered in one field: one language, no draft, no parts, nobody else's eyes asked for."""
    spoken = {row.answer_language for row in appeals if row.withdrawn_at is None}
    is_plain = len(spoken) <= 1 and not case.office.needs_second_eyes
    return is_plain and draft_state(case) is None and not has_parts
