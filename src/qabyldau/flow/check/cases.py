"""Cases, their owners, their clocks and their answers: rows that must not be."""

from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from qabyldau.answers.models import Delivery
from qabyldau.answers.queries.reach import KIND, answered_without_delivery
from qabyldau.casework.models import Case, CaseAppeal, Deadline, StateChange
from qabyldau.casework.queries import running
from qabyldau.casework.rules.deadlines import Clock
from qabyldau.casework.rules.moves import CaseStatus
from qabyldau.intake.models import Appeal
from qabyldau.messages.models import Message
from qabyldau.offices.models import Staff


def _open() -> QuerySet[Case]:
    return Case.objects.exclude(status=CaseStatus.CLOSED)


def ownerless(at: datetime) -> QuerySet[Case]:
    """Return open cases that belong to nobody."""
    return _open().filter(owner=None)


def owner_gone(at: datetime) -> QuerySet[Case]:
    """Return open cases whose owner does not work in their office any more."""
    works = Staff.objects.filter(user=OuterRef("owner"), office=OuterRef("office"), is_active=True)
    return _open().filter(Q(owner__is_active=False) | ~Exists(works), owner__isnull=False)


def empty(at: datetime) -> QuerySet[Case]:
    """Return cases without a single appeal."""
    return Case.objects.filter(~Exists(CaseAppeal.objects.filter(case=OuterRef("pk"))))


def without_deadline(at: datetime) -> QuerySet[Appeal]:
    """Return appeals that lack one of their two clocks."""
    live = Deadline.objects.filter(appeal=OuterRef("pk"), replaced_at__isnull=True)
    whole = [Exists(live.filter(clock=clock)) for clock in Clock]
    return Appeal.objects.filter(~whole[0] | ~whole[1], withdrawn_at__isnull=True)


def date_astray(at: datetime) -> QuerySet[Case]:
    """Return open cases whose date is not the nearest of their running clocks."""
    clocks = running().filter(appeal__case_appeal__case=OuterRef("pk")).order_by("due_on")
    rows = _open().annotate(nearest=Subquery(clocks.values("due_on")[:1]))
    owed = Q(nearest__isnull=False)
    wrong = (owed & (Q(is_owed=False) | ~Q(due_on=F("nearest")))) | (
        Q(nearest__isnull=True) & Q(is_owed=True)
    )
    return rows.filter(wrong)


def outcome_missing(at: datetime) -> QuerySet[Case]:
    """Return closed cases of which nobody knows how they ended, or when."""
    return Case.objects.filter(Q(outcome="") | Q(closed_at__isnull=True), status=CaseStatus.CLOSED)


def clock_after_end(at: datetime) -> QuerySet[Case]:
    """Return closed cases in which a clock still runs."""
    clocks = running().filter(appeal__case_appeal__case=OuterRef("pk"))
    return Case.objects.filter(Exists(clocks), status=CaseStatus.CLOSED)


def status_astray(at: datetime) -> QuerySet[Case]:
    """Return cases whose status is not the one of their newest move."""
    newest = StateChange.objects.filter(case=OuterRef("pk")).order_by("-position")
    rows = Case.objects.annotate(moved_to=Subquery(newest.values("target")[:1]))
    return rows.filter(Q(moved_to__isnull=True) | ~Q(status=F("moved_to")))


def untold(at: datetime) -> QuerySet[Case]:
    """Return cases that count as answered though somebody in them was told nothing."""
    return answered_without_delivery()


def unannounced(at: datetime) -> QuerySet[Delivery]:
    """Return answers that nobody has read or fetched and of which the outbox knows nothing."""
    notices = Message.objects.filter(
        about_uuid=OuterRef("appeal__uuid"), kind=KIND, made_at=OuterRef("delivered_at")
    )
    return Delivery.objects.filter(~Exists(notices), read_at__isnull=True, handed_at__isnull=True)
