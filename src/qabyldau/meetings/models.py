"""What was promised to people."""

from django.db import models

from qabyldau.core.models import EncryptedField, UuidModel
from qabyldau.meetings.rules import CommitmentState
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
