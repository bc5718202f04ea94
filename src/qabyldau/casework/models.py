"""The office's work on appeals: a case, its moves, its deadlines, its notes and questions."""

from functools import reduce
from operator import or_
from typing import ClassVar

from django.conf import settings
from django.db import models

from qabyldau.accounts.models import Team
from qabyldau.areas.models import Area
from qabyldau.casework.rules.moves import MOVES, CaseStatus, Outcome
from qabyldau.catalog.models import Category
from qabyldau.core.models import EncryptedField, UuidModel
from qabyldau.intake.models import Appeal
from qabyldau.offices.models import Office
from qabyldau.texts.models import Text

STATUSES = [item.value for item in CaseStatus]
OUTCOMES = [item.value for item in Outcome]


OPEN_ORDERS = {
    "case_open_by_due": ("due_on",),
    "case_open_newest": ("-received_at",),
    "case_open_urgent": ("-urgency", "due_on"),
    "case_own_by_due": ("owner", "due_on"),
    "case_team_by_due": ("team", "due_on"),
    "case_theme_by_due": ("category", "due_on"),
    "case_area_by_due": ("area", "due_on"),
    "case_channel_by_due": ("channel", "due_on"),
    "case_language_by_due": ("language", "due_on"),
}
"""Orders in which the open cases of an office are listed, whole or narrowed by one thing."""

CLOSED_ORDERS = {
    "case_closed_newest": (),
    "case_closed_own": ("owner",),
    "case_closed_team": ("team",),
    "case_closed_theme": ("category",),
    "case_closed_area": ("area",),
    "case_closed_channel": ("channel",),
    "case_closed_language": ("language",),
}
"""What closed ones are narrowed by; the newest ending always comes first."""


def _open_index(name: str, *fields: str) -> models.Index:
    ends = "-id" if name.endswith("newest") else "id"
    return models.Index(fields=["office", *fields, ends], name=name, condition=~models.Q(status="closed"))


def _closed_index(name: str, *fields: str) -> models.Index:
    order = ["office", *fields, "-closed_at", "-id"]
    return models.Index(fields=order, name=name, condition=models.Q(status="closed"))


class Case(UuidModel):
    """Work on one or more appeals. ``status`` and ``outcome`` point at the newest move; ``version`` finds conflicts.

    ``channel``, ``language``, ``area`` and ``received_at`` are those of its first appeal, kept here so that lists can be
    narrowed and sorted by an index. ``is_owed`` says whether a clock of any appeal runs; ``given_at`` since when it lies
    with its owner or team.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    category = models.ForeignKey(Category, on_delete=models.PROTECT)
    status = models.CharField(max_length=24, choices=[(value, value) for value in STATUSES])
    outcome = models.CharField(max_length=28, choices=[(value, value) for value in OUTCOMES], blank=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True)
    urgency = models.PositiveSmallIntegerField(default=0)
    is_confidential = models.BooleanField(default=False)
    due_on = models.DateField()
    is_owed = models.BooleanField(default=True)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True)
    given_at = models.DateTimeField(null=True)
    channel = models.CharField(max_length=12)
    language = models.CharField(max_length=5, blank=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, blank=True)
    received_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(status__in=STATUSES), name="case_status_known"),
            models.CheckConstraint(
                condition=models.Q(outcome__in=["", *OUTCOMES]), name="case_outcome_known"
            ),
            models.CheckConstraint(
                condition=(models.Q(status="closed", closed_at__isnull=False) & ~models.Q(outcome=""))
                | (~models.Q(status="closed") & models.Q(outcome="", closed_at__isnull=True)),
                name="case_closed_with_an_outcome",
            ),
            models.CheckConstraint(
                condition=models.Q(owner__isnull=False) | models.Q(status="registered"),
                name="case_has_an_owner",
            ),
        ]
        indexes = [
            *(_open_index(name, *fields) for name, fields in OPEN_ORDERS.items()),
            *(_closed_index(name, *fields) for name, fields in CLOSED_ORDERS.items()),
            models.Index(
                fields=["office", "due_on", "id"],
                name="case_late",
                condition=models.Q(is_owed=True) & ~models.Q(status="closed"),
            ),
        ]


class CaseAppeal(models.Model):
    """An appeal is worked on in one case; a case may hold several appeals about the same matter."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="case_appeals")
    appeal = models.OneToOneField(Appeal, on_delete=models.PROTECT, related_name="case_appeal")
    joined_at = models.DateTimeField()
    joined_by = models.CharField(max_length=40)

    def __str__(self) -> str:
        return f"{self.case_id} {self.appeal_id}"


class Assignment(models.Model):
    """Whom the case was given to, a person or a team, by whom, when; the newest one of each counts."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="assignments")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True)
    by_key = models.CharField(max_length=40)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.case_id}"


class Note(UuidModel):
    """An inner remark on a case; the applicant does not see it."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notes")
    body = EncryptedField()
    by_key = models.CharField(max_length=40)
    at = models.DateTimeField()


_ALLOWED = reduce(
    or_,
    (
        models.Q(source=source.value, target__in=sorted(target.value for target in targets))
        for source, targets in MOVES.items()
    ),
    models.Q(source="", target=CaseStatus.REGISTERED.value),
)
"""The moves of the table, and the first entry of a case; anything else the database refuses."""


class StateChange(models.Model):
    """One move of a case. Rows are never changed or deleted: the database refuses."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="changes")
    position = models.PositiveIntegerField()
    source = models.CharField(max_length=24, blank=True)
    target = models.CharField(max_length=24, choices=[(value, value) for value in STATUSES])
    outcome = models.CharField(max_length=28, blank=True)
    by_key = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "position"], name="state_change_position_once"),
            models.CheckConstraint(condition=_ALLOWED, name="state_change_in_the_table_of_moves"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.position} {self.target}"


class Ground(UuidModel):
    """Why a case was moved, in words; apart from the move, because words may have to be erased."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="grounds")
    position = models.PositiveIntegerField()
    body = EncryptedField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "position"], name="ground_once_a_move")]


class Deadline(UuidModel):
    """One time rule of one appeal: when it began, when it ends, by which calendar, and day by day how that was found.

    A changed calendar or an extension makes a new row; the old one stays, ``replaced_at`` set.
    """

    KINDS: ClassVar[list[str]] = ["counted", "recounted", "extended", "reopened"]

    appeal = models.ForeignKey(Appeal, on_delete=models.CASCADE, related_name="deadlines")
    clock = models.CharField(max_length=10)
    rule = models.CharField(max_length=40)
    origin = models.CharField(max_length=10, choices=[(value, value) for value in KINDS], default="counted")
    start_on = models.DateField()
    due_on = models.DateField()
    calendar_version = models.CharField(max_length=16)
    reckoning = models.JSONField()
    ground = EncryptedField()
    by_key = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)
    met_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["appeal", "clock"],
                condition=models.Q(replaced_at__isnull=True),
                name="deadline_one_live_a_clock",
            ),
            models.CheckConstraint(
                condition=models.Q(due_on__gte=models.F("start_on")), name="deadline_after_its_start"
            ),
            models.CheckConstraint(
                condition=models.Q(clock__in=["authority", "ours"]), name="deadline_clock_known"
            ),
        ]
        indexes = [
            models.Index(
                fields=["calendar_version", "id"],
                name="deadline_open",
                condition=models.Q(replaced_at__isnull=True, met_at__isnull=True),
            )
        ]


class InfoRequest(UuidModel):
    """A question to the applicant; answered on the tracking page until it expires.

    ``is_return``: the appeal lacks what it must have and was given back to be completed (APPC Art. 64); it stays registered.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="requests")
    appeal = models.ForeignKey(Appeal, on_delete=models.CASCADE, related_name="requests")
    question = EncryptedField()
    by_key = models.CharField(max_length=40)
    asked_at = models.DateTimeField()
    expires_on = models.DateField()
    is_return = models.BooleanField(default=False)
    reminded_at = models.DateTimeField(null=True)
    lapsed_at = models.DateTimeField(null=True)
    reply = models.OneToOneField(Text, on_delete=models.PROTECT, null=True)
    replied_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(reply__isnull=True, replied_at__isnull=True)
                | models.Q(reply__isnull=False, replied_at__isnull=False),
                name="info_request_replied_with_a_text",
            )
        ]
        indexes = [
            models.Index(
                fields=["expires_on", "id"],
                name="info_request_waiting",
                condition=models.Q(replied_at__isnull=True, lapsed_at__isnull=True),
            )
        ]
