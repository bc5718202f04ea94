"""Counting, extending and recounting deadlines. A date is never changed: a new row takes the old one's place."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from qabyldau.accounts.rules import Actor, Permission, demand
from qabyldau.casework.models import Case, Deadline
from qabyldau.casework.queries import running
from qabyldau.casework.rules.deadlines import (
    Clock,
    DeadlineRule,
    Extension,
    Reckoned,
    extend,
    our_rule,
    reckon,
    rule_for,
)
from qabyldau.casework.services.cases import case_lead, target_of
from qabyldau.core.errors import ConflictError, MissingError
from qabyldau.history.rules import Target
from qabyldau.history.services import record
from qabyldau.intake.models import Appeal
from qabyldau.offices.models import Office
from qabyldau.offices.queries import calendar_of
from qabyldau.offices.rules.calendar import WorkCalendar

BATCH = 500


def deadlines_start(*, actor: Actor, appeal: Appeal, calendar: WorkCalendar, at: datetime) -> date:
    """Start both clocks of a registered appeal, the authority's by law and ours by promise; return the date we promise."""
    rules = (rule_for(appeal.kind), our_rule(appeal.office.promise_days))
    counted = [reckon(rule, appeal.registered_on, calendar) for rule in rules]
    Deadline.objects.bulk_create(
        _row(actor, appeal, rule, found, at) for rule, found in zip(rules, counted, strict=True)
    )
    return counted[1].due_on


def _row(actor: Actor, appeal: Appeal, rule: DeadlineRule, found: Reckoned, at: datetime) -> Deadline:
    return Deadline(
        appeal=appeal,
        clock=rule.clock,
        rule=rule.code,
        start_on=found.start_on,
        due_on=found.due_on,
        calendar_version=found.calendar_version,
        reckoning=_days(found),
        by_key=actor.key,
        made_at=at,
    )


def _days(found: Reckoned) -> list[dict[str, Any]]:
    return [
        {
            "on": day.on.isoformat(),
            "kind": day.kind,
            "counted": day.counted,
            "number": day.number,
            "name": day.name,
        }
        for day in found.days
    ]


@transaction.atomic
def deadline_extend(
    *, actor: Actor, case: Case, clock: Clock, extension: Extension, at: datetime
) -> Deadline:
    """Extend one clock of every appeal of a case by a reasoned decision; return the last new row.

    Raises MissingError if no such clock runs, InputError beyond the ceiling of two months (APPC Art. 76).
    """
    demand(actor, Permission.DEADLINE_EXTEND)
    rows = running().select_for_update().filter(appeal__case_appeal__case=case, clock=clock)
    new: Deadline | None = None
    for row in rows.select_related("appeal__office"):
        found = extend(row.start_on, row.due_on, extension, calendar_of(row.appeal.office))
        new = _replace(row, found, "extended", actor, at)
        new.ground = f"{extension.reason.strip()} ({extension.decided_by.strip()})"
        new.save()
    if new is None:
        raise MissingError("deadline")
    case_lead(case=case)
    record(
        actor.who,
        "casework.deadline.extended",
        target_of(case),
        at,
        {"clock": clock, "due_on": extension.until},
    )
    return new


@transaction.atomic
def promises_renew(*, actor: Actor, case: Case, at: datetime) -> Case:
    """Return a reopened case in which our promise to each sender runs again, counted from the day of reopening.

    The authority's clock is not ours to start: a repeated appeal to an authority is registered anew (APPC Art. 64).
    """
    kept = Deadline.objects.filter(
        appeal__case_appeal__case=case,
        appeal__withdrawn_at__isnull=True,
        clock=Clock.OURS,
        replaced_at__isnull=True,
        met_at__isnull=False,
    )
    for row in kept.select_related("appeal__office"):
        office = row.appeal.office
        calendar = calendar_of(office)
        found = reckon(our_rule(office.promise_days), calendar.registered_on(at), calendar)
        _replace(row, found, "reopened", actor, at).save()
    case_lead(case=case)
    return case


def _replace(row: Deadline, found: Reckoned, origin: str, actor: Actor, at: datetime) -> Deadline:
    won = Deadline.objects.filter(pk=row.pk, replaced_at__isnull=True).update(replaced_at=at)
    if not won:
        raise ConflictError("the deadline was changed meanwhile")
    return Deadline(
        appeal=row.appeal,
        clock=row.clock,
        rule=row.rule,
        origin=origin,
        start_on=found.start_on,
        due_on=found.due_on,
        calendar_version=found.calendar_version,
        reckoning=_days(found),
        by_key=actor.key,
        made_at=at,
    )


@dataclass(frozen=True)
class Moved:
    """One date that a changed calendar has moved; whoever was told the old one must be told the new."""

    appeal_id: int
    clock: str
    old: date
    new: date


@transaction.atomic
def deadlines_recount(*, actor: Actor, office: Office, at: datetime) -> list[Moved]:
    """Recount the open deadlines of an office that an older calendar was used for; return those whose date moved.

    The old row stays with its date and calendar. Extended dates are decisions: they are kept as they are.
    """
    calendar = calendar_of(office)
    stale = running().filter(appeal__office=office)
    stale = stale.exclude(calendar_version=calendar.version).exclude(origin="extended")
    moved: list[Moved] = []
    for row in stale.select_related("appeal").order_by("pk").iterator(chunk_size=BATCH):
        found = reckon(_rule_of(row), row.start_on, calendar)
        if found.due_on == row.due_on:
            continue
        _replace(row, found, "recounted", actor, at).save()
        moved.append(Moved(row.appeal_id, row.clock, row.due_on, found.due_on))
    _lead_all({item.appeal_id for item in moved})
    if moved:
        fields = {"moved": len(moved), "calendar": calendar.version}
        record(
            actor.who, "casework.deadlines.recounted", Target("offices.office", str(office.uuid)), at, fields
        )
    return moved


def _rule_of(row: Deadline) -> DeadlineRule:
    """Return the term as it was promised then, whatever the office promises now."""
    return DeadlineRule(row.rule, Clock(row.clock), row.reckoning[-1]["number"])


def _lead_all(appeals: set[int]) -> None:
    for case in Case.objects.filter(case_appeals__appeal_id__in=appeals).distinct():
        case_lead(case=case)
