"""Appeals from a file: every row is registered or rejected with its line, its reason and its mend; nothing is lost."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from qabyldau.accounts.rules import Actor
from qabyldau.areas.queries import is_area
from qabyldau.catalog.rules import AppealKind
from qabyldau.core import clock
from qabyldau.core.errors import InputError, MissingError
from qabyldau.core.localized import is_blank
from qabyldau.flow.read import take_in
from qabyldau.flow.receive import IncomingAppeal, Registered
from qabyldau.intake.rules import LONGEST_TEXT, IntakeChannel
from qabyldau.intake.services import Contact
from qabyldau.interfaces.design.fields import read_phone
from qabyldau.offices.models import Office
from qabyldau.offices.queries import open_offices
from qabyldau.offices.rules.calendar import CalendarGapError

BATCH = 50
"""Rows of one transaction; a bad row undoes only itself."""

COLUMNS = (
    "ref", "office", "received_at", "channel", "kind", "text", "place", "area", "name", "contact", "answer_language",
    "confidential",
)  # fmt: skip
TOO_MANY = "the row has more cells than the heading"
LONGEST_CELL = 2**31 - 1
"""Characters of one cell that are read: a text that is too long is rejected by name, and does not stop the file."""
LONGEST_PLACE = 300
YES = {"1", "true", "yes", "иә", "да"}
NO = {"", "0", "false", "no", "жоқ", "нет"}


@dataclass(frozen=True)
class Line:
    """One line of a file: its number from 1, its words, and what they hold or why they cannot be read."""

    number: int
    raw: str
    row: Mapping[str, Any] | None
    problem: str = ""
    field: str = "line"


@dataclass(frozen=True)
class Reject:
    """One line that was not registered: which field, why, and how to mend it."""

    number: int
    raw: str
    field: str
    reason: str


@dataclass
class Report:
    """What became of a file."""

    lines: int = 0
    registered: int = 0
    known: int = 0
    rejects: list[Reject] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Whether every line was registered, known already, or rejected with a reason."""
        return self.lines == self.registered + self.known + len(self.rejects)


def jsonl_lines(file: Iterable[bytes]) -> Iterator[Line]:
    """Yield the lines of a JSON Lines file; a line that is not UTF-8 or not JSON carries its problem."""
    for number, raw in enumerate(file, 1):
        try:
            words = raw.decode("utf-8-sig").strip()
            row = json.loads(words) if words else None
        except UnicodeDecodeError:
            yield Line(
                number,
                raw.decode("utf-8", "replace").strip(),
                None,
                "the line is not UTF-8: save the file as UTF-8",
            )
            continue
        except (ValueError, RecursionError):
            yield Line(
                number,
                raw.decode("utf-8", "replace").strip(),
                None,
                "the line is not JSON: one object a line",
            )
            continue
        if words:
            yield _line_of(number, words, row)


def _line_of(number: int, words: str, row: object) -> Line:
    """Return a line that is JSON; a line of a file of rejects is the row that stands in it."""
    if isinstance(row, dict) and {"line", "reason", "row"} <= row.keys():
        kept = row["row"]
        words = kept if isinstance(kept, str) else json.dumps(kept, ensure_ascii=False)
        row = kept
    if not isinstance(row, dict):
        return Line(number, words, None, "write one JSON object a line")
    return Line(number, words, None, TOO_MANY) if "null" in row else Line(number, words, row)


def csv_lines(file: Iterable[bytes]) -> Iterator[Line]:
    """Yield the rows of a CSV file with a heading, comma or semicolon, with or without a byte order mark."""
    words = io.StringIO(b"".join(file).decode("utf-8-sig", "replace"), newline="")
    first = words.readline()
    words.seek(0)
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.DictReader(words, delimiter=";" if first.count(";") > first.count(",") else ",")
    for row in reader:
        raw = json.dumps(row, ensure_ascii=False, default=str)
        problem = TOO_MANY if None in row else ""
        broken = "the row is not UTF-8: save the file as UTF-8" if "�" in raw else ""
        yield Line(reader.line_num, raw, None if problem or broken else row, problem or broken)


def incoming_of(
    row: Mapping[str, Any], offices: Mapping[str, Office], now: datetime
) -> tuple[Office, IncomingAppeal]:
    """Return the office and the appeal of one row; raise InputError naming the field and the mend."""
    office = offices.get(_word(row, "office"))
    if office is None:
        raise InputError("office", f"no such office; one of: {', '.join(sorted(offices))}")
    _refuse_unkept(row)
    ref = _word(row, "ref")
    if not ref:
        raise InputError("ref", "give every row its own reference, so that a second import adds nothing")
    text = str(row.get("text") or "")
    if is_blank(text):
        raise InputError("text", "the text is empty")
    if len(text) > LONGEST_TEXT:
        raise InputError("text", f"the text is longer than {LONGEST_TEXT} characters")
    contact = _contact(row)
    language = _one_of(row, "answer_language", ("kk", "ru", "en"))
    return office, IncomingAppeal(
        key=ref,
        kind=AppealKind(_one_of(row, "kind", tuple(AppealKind))),
        body=text,
        answer_language=language,
        received_at=_moment(row, office, now),
        channel=IntakeChannel(_one_of(row, "channel", tuple(IntakeChannel))),
        place=_place(row),
        area_code=_area(row),
        contact=contact,
        consent_language=language if _is_agreed(row, contact) else "",
        is_confidential=_is_said(row, "confidential"),
    )


def _refuse_unkept(row: Mapping[str, Any]) -> None:
    """Raise InputError for a cell that is no words, or holds half a letter or a zero, which no database keeps."""
    for name in COLUMNS:
        value = row.get(name)
        if isinstance(value, list | dict):
            raise InputError(name, "write words, not a list or an object")
        if isinstance(value, str) and re.search(r"[\0\ud800-\udfff]", value):
            raise InputError(name, "a letter in it is broken: write it anew")


def _place(row: Mapping[str, Any]) -> str:
    place = _word(row, "place")
    if len(place) > LONGEST_PLACE:
        raise InputError(
            "place", f"the place is longer than {LONGEST_PLACE} characters: move words to the text"
        )
    return place


def _word(row: Mapping[str, Any], name: str) -> str:
    return str(row.get(name) or "").strip()


def _one_of(row: Mapping[str, Any], name: str, allowed: Iterable[str]) -> str:
    found = _word(row, name)
    if found not in list(allowed):
        raise InputError(name, f"{found[:40]!r} is not known; one of: {', '.join(allowed)}")
    return found


def _area(row: Mapping[str, Any]) -> str:
    code = _word(row, "area")
    if code and not is_area(code):
        raise InputError("area", f"no area has the code {code[:40]!r}; mend the code or leave the cell empty")
    return code


def _is_agreed(row: Mapping[str, Any], contact: Contact) -> bool:
    is_agreed = _is_said(row, "consent")
    if not contact.is_empty and not is_agreed:
        raise InputError(
            "consent", "a name or contact is kept only with consent: write 1, or leave name and contact empty"
        )
    return is_agreed and not contact.is_empty


def _is_said(row: Mapping[str, Any], name: str) -> bool:
    said = _word(row, name).casefold()
    if said not in YES | NO:
        raise InputError(name, f"{said[:40]!r} is neither yes nor no: write 1 or 0")
    return said in YES


def _moment(row: Mapping[str, Any], office: Office, now: datetime) -> datetime:
    try:
        moment = clock.in_zone(datetime.fromisoformat(_word(row, "received_at")), office.zone)
    except (ValueError, OverflowError) as error:
        raise InputError("received_at", "write the moment like this: 2026-09-14T11:20") from error
    if moment > now + timedelta(days=1):
        raise InputError("received_at", "the moment is in the future")
    return moment


def _contact(row: Mapping[str, Any]) -> Contact:
    said, name = _word(row, "contact"), _word(row, "name")
    if "@" in said:
        return Contact(name=name, email=said)
    try:
        return Contact(name=name, phone=read_phone(said) if said else "")
    except ValueError:
        return Contact(name=name, address=said)


def import_lines(
    actor: Actor, lines: Iterable[Line], now: datetime, *, dry: bool = False
) -> Iterator[Report]:
    """Register the lines in batches and yield the growing report after each; ``dry`` undoes everything at the end."""
    offices = {office.code: office for office in open_offices()}
    report = Report()
    for batch in _batches(_without_twins(lines)):
        with transaction.atomic():
            for line in batch:
                report.lines += 1
                _take(actor, line, offices, now, report)
            if dry:
                transaction.set_rollback(True)
        yield report


def _without_twins(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines; one whose reference stood before in this file, with other words, carries that as its problem."""
    first: dict[tuple[str, str], tuple[int, int]] = {}
    for line in lines:
        key = (_word(line.row, "office"), _word(line.row, "ref")) if line.row else ("", "")
        words = hash(line.raw)
        number, known = first.setdefault(key, (line.number, words)) if key[1] else (line.number, words)
        twin = f"its ref stands in line {number} already, with other words: give this row a ref of its own"
        yield line if known == words else replace(line, row=None, field="ref", problem=twin)


def _batches(lines: Iterable[Line]) -> Iterator[list[Line]]:
    batch: list[Line] = []
    for line in lines:
        batch.append(line)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _take(actor: Actor, line: Line, offices: Mapping[str, Office], now: datetime, report: Report) -> None:
    if line.row is None:
        report.rejects.append(Reject(line.number, line.raw, line.field, line.problem))
        return
    try:
        with transaction.atomic():
            office, incoming = incoming_of(line.row, offices, now)
            here = replace(actor, office_key=str(office.uuid))
            registered: Registered = take_in(actor=here, office=office, incoming=incoming)
    except InputError as error:
        report.rejects.append(Reject(line.number, line.raw, error.field, error.message))
    except CalendarGapError as error:
        report.rejects.append(Reject(line.number, line.raw, "received_at", str(error)))
    except MissingError as error:
        report.rejects.append(Reject(line.number, line.raw, str(error), "it is not there"))
    else:
        report.registered += registered.is_new
        report.known += not registered.is_new
