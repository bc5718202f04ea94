"""Parts of a case, its checklist, and named sets of deeds."""

from django.db import models

from qabyldau.casework.models import Case
from qabyldau.catalog.models import ReadyText
from qabyldau.core.models import EncryptedField, UuidModel
from qabyldau.offices.models import Office
from qabyldau.routines.rules import PartState


class CasePart(UuidModel):
    """A part of a matter that another authority solves: referrals point at it, the assembled answer lists it."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="parts")
    position = models.PositiveIntegerField()
    title = EncryptedField()
    state = models.CharField(max_length=10, choices=[(item.value, item.value) for item in PartState])
    result = EncryptedField()
    by_key = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "position"], name="case_part_position_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=[item.value for item in PartState]), name="case_part_state_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["settled", "dropped"]) | models.Q(result__isnull=False),
                name="case_part_ended_with_a_result",
            ),
        ]


class CheckItem(UuidModel):
    """One line of the checklist on a case."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="checks")
    position = models.PositiveIntegerField()
    body = EncryptedField()
    by_key = models.CharField(max_length=40)
    at = models.DateTimeField()
    done_by = models.CharField(max_length=40, blank=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "position"], name="check_item_position_once"),
            models.CheckConstraint(
                condition=models.Q(done_by="", done_at__isnull=True)
                | (~models.Q(done_by="") & models.Q(done_at__isnull=False)),
                name="check_item_done_by_somebody",
            ),
        ]


class Macro(UuidModel):
    """A named set of deeds on a case, done together after a look at what they will do."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="macros")
    name_kk = models.CharField(max_length=120)
    name_ru = models.CharField(max_length=120, blank=True)
    name_en = models.CharField(max_length=120, blank=True)
    is_mine = models.BooleanField(default=False)
    begins = models.BooleanField(default=False)
    checks = models.TextField(max_length=2000, blank=True)
    ready_text = models.ForeignKey(ReadyText, on_delete=models.PROTECT, null=True)
    by_key = models.CharField(max_length=40)
    at = models.DateTimeField()
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(name_kk=""), name="macro_has_a_kazakh_name")
        ]
