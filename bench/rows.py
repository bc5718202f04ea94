"""Fills an office with many appeals and cases, quickly and in the proportions of a busy year."""

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import islice

from qabyldau.accounts.models import User
from qabyldau.casework.models import Assignment, Case, CaseAppeal, Deadline, StateChange
from qabyldau.catalog.models import Category
from qabyldau.core import ids
from qabyldau.intake.models import Appeal, RegisterCounter
from qabyldau.intake.queries import key_digest
from qabyldau.offices.models import Office
from qabyldau.texts.models import Text
from qabyldau.texts.services import text_digest
from qabyldau.understanding.models import Reading

BATCH = 2000
BODY = "Сәлеметсіз бе! {n}-үйдің жанындағы көшеде екі аптадан бері шам жанбайды, балалар қараңғыда мектепке барады."
WAITING, CLOSED = 3, 5
"""Of ten appeals three wait, two are worked on, five are closed."""


def batches(numbers: Iterable[int]) -> Iterator[list[int]]:
    """Yield lists of at most ``BATCH`` numbers."""
    numbers = iter(numbers)
    while batch := list(islice(numbers, BATCH)):
        yield batch


YEAR = 2025
"""The year of the register in which the made-up appeals stand, apart from those that are received here."""


def fill(office: Office, owner: User, category: Category, count: int, newest: datetime) -> None:
    """Bring one office to ``count`` made-up appeals, received one every five minutes back from ``newest``."""
    have = Appeal.objects.filter(office=office, register_year=YEAR).count()
    for batch in batches(range(have, count)):
        texts = _texts(office, batch, newest)
        appeals = _appeals(office, texts, batch, newest)
        _deadlines(appeals)
        _cases(office, owner, category, [appeal for appeal in appeals if appeal.taken_up_at])
    RegisterCounter.objects.update_or_create(office=office, year=YEAR, defaults={"last": max(count, have)})


def _texts(office: Office, batch: list[int], newest: datetime) -> list[Text]:
    made = [
        Text(
            office=office,
            body=(body := BODY.format(n=number)),
            masked=body,
            language="kk",
            digest=text_digest(body),
            made_at=newest - timedelta(minutes=5 * number),
        )
        for number in batch
    ]
    texts = Text.objects.bulk_create(made)
    content = json.dumps({"themes": [["lighting.street", 0.9, ["шам"]]], "pii": [], "urgency_why": []})
    Reading.objects.bulk_create(
        Reading(
            text=text, version="bench", language="kk", script="cyrillic", theme="lighting.street", content=content,
            made_at=text.made_at,
        )
        for text in texts
    )  # fmt: skip
    return texts


def _appeals(office: Office, texts: list[Text], batch: list[int], newest: datetime) -> list[Appeal]:
    rows, taken = [], set(Appeal.objects.exclude(register_year=YEAR).values_list("number", flat=True))
    for number, text in zip(batch, texts, strict=True):
        rows.append(
            Appeal(
                office=office,
                text=text,
                number=_free_number(number, taken),
                register_year=YEAR,
                register_serial=number + 1,
                kind="message",
                channel="site",
                answer_language="kk",
                received_at=text.made_at,
                registered_on=text.made_at.date(),
                registered_by="applicant",
                key_digest=key_digest(str(office.uuid), f"bench-{number}"),
                taken_up_at=None if number % 10 < WAITING else text.made_at,
            )
        )
    return Appeal.objects.bulk_create(rows)


def _free_number(number: int, taken: set[str]) -> str:
    """Return the public number of a made-up appeal; one that a received appeal drew by chance is passed over."""
    for digits in (f"{number:08d}", f"{number + 10**7:08d}"):
        found = digits + ids.check_digit(digits)
        if found not in taken:
            return found
    raise RuntimeError("both numbers are taken")


def _deadlines(appeals: list[Appeal]) -> None:
    Deadline.objects.bulk_create(
        Deadline(
            appeal=appeal,
            clock=clock,
            rule=rule,
            start_on=appeal.registered_on,
            due_on=appeal.registered_on + timedelta(days=days),
            calendar_version="bench",
            reckoning=[_day(appeal.registered_on + timedelta(days=step), step) for step in range(days + 1)],
            by_key="machine",
            made_at=appeal.received_at,
        )
        for appeal in appeals
        for clock, rule, days in (("authority", "appc-76", 21), ("ours", "promise", 14))
    )


def _day(on: date, number: int) -> dict[str, object]:
    return {"on": on.isoformat(), "kind": "working", "counted": number > 0, "number": number, "name": ""}


def _cases(office: Office, owner: User, category: Category, appeals: list[Appeal]) -> None:
    cases = Case.objects.bulk_create(_case(office, owner, category, appeal) for appeal in appeals)
    pairs = list(zip(cases, appeals, strict=True))
    CaseAppeal.objects.bulk_create(
        CaseAppeal(case=case, appeal=appeal, joined_at=appeal.received_at, joined_by="machine")
        for case, appeal in pairs
    )
    Assignment.objects.bulk_create(
        Assignment(case=case, user=owner, by_key="machine", at=appeal.received_at) for case, appeal in pairs
    )
    StateChange.objects.bulk_create(
        StateChange(
            case=case, position=place, source=source, target=target, by_key="machine", at=appeal.received_at
        )
        for case, appeal in pairs
        for place, (source, target) in enumerate((("", "registered"), ("registered", "assigned")), 1)
    )


def _case(office: Office, owner: User, category: Category, appeal: Appeal) -> Case:
    is_closed = appeal.register_serial % 10 > CLOSED - 1
    return Case(
        office=office,
        category=category,
        status="closed" if is_closed else "assigned",
        outcome="explained" if is_closed else "",
        closed_at=appeal.received_at if is_closed else None,
        owner=owner,
        due_on=appeal.registered_on + timedelta(days=14),
        opened_at=appeal.received_at,
    )
