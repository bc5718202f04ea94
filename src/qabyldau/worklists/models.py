"""Filters that were kept, what somebody wants to do today, and what was done to many cases at once."""

from django.conf import settings
from django.db import models

from qabyldau.accounts.models import Team
from qabyldau.casework.models import Case
from qabyldau.core.models import EncryptedField, UuidModel
from qabyldau.offices.models import Office
from qabyldau.worklists.rules import BulkDeed

DEEDS = [item.value for item in BulkDeed]


class SavedFilter(UuidModel):
    """A list, its filter and its words under a name; ``owner`` is empty where the whole office shares it."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True)
    name = EncryptedField()
    query = EncryptedField()
    made_by = models.CharField(max_length=40)
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["office", "owner", "id"], name="saved_filter_of")]


class ShortlistItem(models.Model):
    """A case that somebody wants to work on today."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    case = models.ForeignKey(Case, on_delete=models.CASCADE)
    on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "on", "case"], name="shortlist_once_a_day")]

    def __str__(self) -> str:
        return f"{self.on} {self.case_id}"


class Bulk(UuidModel):
    """One deed on many cases; it can be undone by whoever did it until ``undo_until``."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    deed = models.CharField(max_length=12, choices=[(value, value) for value in DEEDS])
    at = models.DateTimeField()
    undo_until = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(deed__in=DEEDS), name="bulk_deed_known")]


class BulkLine(models.Model):
    """One case of a deed on many: how it stood before, and the version that the deed gave it."""

    bulk = models.ForeignKey(Bulk, on_delete=models.CASCADE, related_name="lines")
    case = models.ForeignKey(Case, on_delete=models.CASCADE)
    version = models.PositiveIntegerField()
    status = models.CharField(max_length=24)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["bulk", "case"], name="bulk_line_once")]

    def __str__(self) -> str:
        return f"{self.bulk_id} {self.case_id}"


class LastCheck(models.Model):
    """What the last nightly check found in the work of an office: how many rows contradict each other; a command names them."""

    office = models.OneToOneField(Office, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    found = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.office_id} {self.found}"
