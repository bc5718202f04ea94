"""The story of a case for its paper, line by line: moves, answers, questions, replies, deliveries, notes."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from qabyldau.answers.models import Answer
from qabyldau.answers.queries.tracking import answers_of
from qabyldau.casework.labels import OUTCOME_LABELS, STATUS_LABELS
from qabyldau.casework.models import Case, Ground
from qabyldau.casework.queries import appeals_of, changes_of, notes_of, questions_of
from qabyldau.casework.rules.moves import CaseStatus, Outcome
from qabyldau.core import ids
from qabyldau.documents.casefile.facts import EventPaper
from qabyldau.papers.eye import Eye


def events_of(case: Case, eye: Eye, *, with_notes: bool) -> list[EventPaper]:
    """Return what happened, oldest first; inner notes only where they are asked for."""
    found = [*_moves(case, eye), *_questions(case, eye), *_answers(case, eye)]
    if with_notes:
        title = _("Note, not seen by the applicant")
        found += [
            EventPaper(row.at, "note", title, eye.who(row.by_key), eye.words(row.body))
            for row in notes_of(case)
        ]
    return sorted(found, key=lambda event: event.at)


def _moves(case: Case, eye: Eye) -> Iterator[EventPaper]:
    grounds = {row.position: row.body for row in Ground.objects.filter(case=case)}
    for row in changes_of(case):
        outcome = f" · {OUTCOME_LABELS[Outcome(row.outcome)]}" if row.outcome else ""
        ground = grounds.get(row.position, "")
        yield EventPaper(
            row.at,
            "move",
            f"{STATUS_LABELS[CaseStatus(row.target)]}{outcome}",
            eye.who(row.by_key),
            eye.words(ground) if ground else None,
        )


def _questions(case: Case, eye: Eye) -> Iterator[EventPaper]:
    for row in questions_of(case):
        title = _("Question to the applicant")
        yield EventPaper(row.asked_at, "question", title, eye.who(row.by_key), eye.words(row.question))
        if row.reply and row.replied_at:
            title = _("Reply of the applicant")
            yield EventPaper(row.replied_at, "reply", title, eye.who("applicant"), eye.text(row.reply))


def _answers(case: Case, eye: Eye) -> Iterator[EventPaper]:
    numbers = {row.pk: ids.say_number(row.number) for row in appeals_of(case)}
    for row in answers_of(case):
        words = eye.words(row.body, row.language)
        yield EventPaper(row.made_at, "answer", _("Answer"), eye.who(row.by_key), words)
        yield from _deliveries(row, numbers)


def _deliveries(answer: Answer, numbers: dict[int, str]) -> Iterator[EventPaper]:
    titles: tuple[tuple[str, str], ...] = (
        ("delivered_at", _("The answer was put where the sender of %(number)s can read it")),
        ("read_at", _("The sender of %(number)s read the answer")),
        ("handed_at", _("The answer was handed to the sender of %(number)s on paper")),
    )
    for row in answer.deliveries.all():
        for name, title in titles:
            at: datetime | None = getattr(row, name)
            if at is not None:
                yield EventPaper(at, "delivery", title % {"number": numbers.get(row.appeal_id, "")}, "")
