"""The facts of a case for its paper: appeals, deadlines, notices, the history; masked unless contacts are shown."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from qabyldau.casework.labels import CLOCK_LABELS, ORIGIN_LABELS, OUTCOME_LABELS, RULE_NOTES, STATUS_LABELS
from qabyldau.casework.models import Case, Deadline
from qabyldau.casework.queries import all_deadlines
from qabyldau.casework.rules.moves import CaseStatus, Outcome
from qabyldau.catalog.labels import KIND_LABELS
from qabyldau.catalog.rules import AppealKind
from qabyldau.core import ids
from qabyldau.core.localized import localized
from qabyldau.documents.casefile.facts import (
    AppealPaper,
    DayPaper,
    DeadlinePaper,
    EntryPaper,
    FileFacts,
    HistoryPaper,
    LetterPaper,
    OfficePaper,
    TryPaper,
    digest_of,
)
from qabyldau.history.labels import ACTION_LABELS
from qabyldau.history.models import Entry, Stream
from qabyldau.history.queries import entries_of
from qabyldau.intake.labels import CHANNEL_LABELS
from qabyldau.intake.models import Appeal
from qabyldau.intake.rules import IntakeChannel
from qabyldau.messages.models import Channel, Message
from qabyldau.messages.rules import message_id
from qabyldau.offices.labels import DAY_LABELS
from qabyldau.offices.models import Office
from qabyldau.offices.queries import day_names
from qabyldau.offices.rules.calendar import DayKind
from qabyldau.papers.eye import Eye
from qabyldau.texts.queries import attachments_of
from qabyldau.texts.services import attachment_content


def case_file(case: Case, rows: Sequence[Appeal], eye: Eye) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Return the facts that do not depend on who asks but for the eye, and the files that may leave the office."""
    office, files = case.office, {}
    appeals = []
    for place, row in enumerate(rows, 1):
        listed, content = _files(row, place)
        files.update(content)
        appeals.append(_appeal(row, listed, eye))
    facts = {
        "zone": office.zone,
        "shows_contacts": eye.is_whole,
        "office": _office(office),
        "uuid": str(case.uuid),
        "number": ids.say_number(rows[0].number),
        "category": localized(case.category, "name"),
        "status": case.status,
        "status_words": str(STATUS_LABELS[CaseStatus(case.status)]),
        "outcome": case.outcome,
        "outcome_words": str(OUTCOME_LABELS[Outcome(case.outcome)]) if case.outcome else "",
        "owner": eye.names.get(str(case.owner.uuid), "") if case.owner else "",
        "opened_at": case.opened_at,
        "closed_at": case.closed_at,
        "appeals": tuple(appeals),
        "deadlines": tuple(_deadlines(rows, eye)),
    }
    return facts, files


def _office(office: Office) -> OfficePaper:
    reached = " · ".join(part for part in (office.phone, office.email) if part)
    return OfficePaper(localized(office, "name"), office.code, office.address, reached)


def _appeal(row: Appeal, files: tuple[FileFacts, ...], eye: Eye) -> AppealPaper:
    return AppealPaper(
        uuid=str(row.uuid),
        number=ids.say_number(row.number),
        register=str(row.register_number),
        kind=str(KIND_LABELS[AppealKind(row.kind)]),
        channel=str(CHANNEL_LABELS[IntakeChannel(row.channel)]),
        received_at=row.received_at,
        registered_on=row.registered_on,
        place=eye.line(row.place or ""),
        text=eye.text(row.text),
        contact=eye.contacts.get(row.pk),
        files=files,
        withdrawn_at=row.withdrawn_at,
    )


def _files(row: Appeal, place: int) -> tuple[tuple[FileFacts, ...], dict[str, bytes]]:
    """Return the files of an appeal with their sums; only one that a person marked safe leaves the office."""
    listed, content = [], {}
    for number, file in enumerate(attachments_of(row.text), 1):
        found = attachment_content(file)
        name = f"files/{place}-{number}.{file.media_type.rpartition('/')[2]}" if file.marked_safe_at else ""
        listed.append(FileFacts(name, file.media_type, len(found), digest_of(found)))
        if name:
            content[name] = found
    return tuple(listed), content


def _deadlines(rows: Sequence[Appeal], eye: Eye) -> Iterator[DeadlinePaper]:
    numbers = {row.pk: ids.say_number(row.number) for row in rows}
    for deadline in all_deadlines(rows):
        yield DeadlinePaper(
            appeal=numbers[deadline.appeal_id],
            clock=str(CLOCK_LABELS[deadline.clock]),
            rule=str(RULE_NOTES.get(deadline.rule, deadline.rule)),
            origin=str(ORIGIN_LABELS.get(deadline.origin, deadline.origin)),
            start_on=deadline.start_on,
            due_on=deadline.due_on,
            calendar=deadline.calendar_version,
            made_at=deadline.made_at,
            met_at=deadline.met_at,
            replaced_at=deadline.replaced_at,
            ground=eye.line(deadline.ground or ""),
            days=tuple(_days(deadline)),
        )


def _days(deadline: Deadline) -> Iterator[DayPaper]:
    names = day_names(deadline.calendar_version, deadline.start_on, deadline.due_on)
    for day in deadline.reckoning:
        on, kind = date.fromisoformat(day["on"]), DayKind(day["kind"])
        why = (
            ""
            if kind is DayKind.WORKING
            else ": ".join(str(w) for w in (DAY_LABELS[kind], names.get(on)) if w)
        )
        yield DayPaper(on, day["number"], _("day of registration") if day["number"] == 0 else why)


def notices_of(rows: Iterable[Appeal], eye: Eye) -> Iterator[LetterPaper]:
    """Yield what the senders were told, with every attempt; addresses only where contacts are shown."""
    numbers = {row.uuid: ids.say_number(row.number) for row in rows}
    found = (
        Message.objects.filter(about_uuid__in=numbers).prefetch_related("attempts").order_by("made_at", "pk")
    )
    for message in found:
        yield LetterPaper(
            at=message.made_at,
            direction="out",
            channel=message.channel,
            title=_("Notice to the sender of %(number)s") % {"number": numbers[message.about_uuid]},
            party=(message.address or "") if eye.is_whole else "",
            state=_states().get(message.state, message.state),
            headers=_headers(message, eye),
            tries=tries_of(message),
        )


def tries_of(message: Message | None) -> tuple[TryPaper, ...]:
    """Return every attempt to send a message, in order; none for what no message carried."""
    rows = sorted(message.attempts.all(), key=lambda row: (row.at, row.pk)) if message else []
    return tuple(TryPaper(row.at, row.problem) for row in rows)


def _states() -> Mapping[str, str]:
    return {"queued": _("waits"), "sent": _("sent"), "failed": _("not sent")}


def _headers(message: Message, eye: Eye) -> tuple[tuple[str, str], ...]:
    if message.channel != Channel.EMAIL:
        return ()
    to = (("To", message.address or ""),) if eye.is_whole else ()
    return (*to, ("Message-ID", message_id(message.uuid)), ("Content-Language", message.language))


def history_of(
    case: Case, rows: Iterable[Appeal], names: Mapping[str, str], *, is_listed: bool
) -> HistoryPaper:
    """Return the head of the office's chain, and the entries about the case and its appeals where they may be listed."""
    name = f"office:{case.office.uuid}"
    head = Stream.objects.filter(name=name).first()
    entries: list[Entry] = []
    if is_listed:
        entries = [
            entry for uuid in (case.uuid, *[row.uuid for row in rows]) for entry in entries_of(str(uuid))
        ]
    eye = Eye(is_whole=True, names=names)
    return HistoryPaper(
        stream=name,
        position=head.position if head else 0,
        head=head.head if head else "",
        entries=tuple(_entry(entry, eye) for entry in sorted(entries, key=lambda entry: entry.position)),
    )


def _entry(entry: Entry, eye: Eye) -> EntryPaper:
    return EntryPaper(
        position=entry.position,
        at=entry.at,
        action=entry.action,
        title=str(ACTION_LABELS.get(entry.action, entry.action)),
        who=eye.who(entry.actor),
        previous=entry.previous,
        hash=entry.hash,
    )
