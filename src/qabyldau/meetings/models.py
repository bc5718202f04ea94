"""Receptions that travel, and what was promised to people."""

from django.db import models

from qabyldau.areas.models import Area
from qabyldau.core.models import EncryptedField, UuidModel
from qabyldau.meetings.rules import CommitmentState, MobileState
from qabyldau.offices.models import Office
from qabyldau.people.models import Person
from qabyldau.visits.models import Appointment


class Commitment(UuidModel):
    """One promise: by whom, at which visit, by when, and what became of it."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="commitments")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    appointment = models.ForeignKey(
        Appointment, on_delete=models.SET_NULL, null=True, related_name="commitments"
    )
    body = EncryptedField()
    due_on = models.DateField(null=True)
    state = models.CharField(
        max_length=10,
        choices=[(item.value, item.value) for item in CommitmentState],
        default=CommitmentState.OPEN,
    )
    outcome = EncryptedField()
    made_at = models.DateTimeField()
    by_key = models.CharField(max_length=40)
    moved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[item.value for item in CommitmentState]),
                name="commitment_state_known",
            )
        ]
        indexes = [models.Index(fields=["office", "state", "due_on"], name="commitment_by_date")]


class MobileReception(UuidModel):
    """A reception that travels for a day: who goes, and what came of it in words; figures are counted from its appeals."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="mobile_receptions")
    on = models.DateField()
    title_kk = models.CharField(max_length=200)
    title_ru = models.CharField(max_length=200, blank=True)
    title_en = models.CharField(max_length=200, blank=True)
    team = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=10, choices=[(item.value, item.value) for item in MobileState])
    results_kk = models.TextField(blank=True, max_length=2000)
    results_ru = models.TextField(blank=True, max_length=2000)
    results_en = models.TextField(blank=True, max_length=2000)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(title_kk=""), name="mobile_has_a_kazakh_title"),
            models.CheckConstraint(
                condition=models.Q(state__in=[item.value for item in MobileState]), name="mobile_state_known"
            ),
        ]
        indexes = [models.Index(fields=["office", "on"], name="mobile_by_day")]


class MobileStop(UuidModel):
    """One stop of the route: where, from when until when."""

    reception = models.ForeignKey(MobileReception, on_delete=models.CASCADE, related_name="stops")
    position = models.PositiveSmallIntegerField()
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True)
    place_kk = models.CharField(max_length=300)
    place_ru = models.CharField(max_length=300, blank=True)
    place_en = models.CharField(max_length=300, blank=True)
    begins = models.TimeField()
    ends = models.TimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reception", "position"], name="stop_position_once"),
            models.CheckConstraint(
                condition=models.Q(ends__gt=models.F("begins")), name="stop_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=~models.Q(place_kk=""), name="stop_has_a_kazakh_place"),
        ]
