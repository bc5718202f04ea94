"""What the machine read in a text, and what a person decided: kept side by side."""

from django.db import models

from qabyldau.catalog.models import Category
from qabyldau.core.models import EncryptedField, UuidModel
from qabyldau.intake.models import Appeal
from qabyldau.texts.models import Text


class Reading(UuidModel):
    """One reading of one text by one version of the engine; it proposes and moves nothing."""

    text = models.ForeignKey(Text, on_delete=models.CASCADE, related_name="readings")
    version = models.CharField(max_length=20)
    language = models.CharField(max_length=5)
    script = models.CharField(max_length=10)
    theme = models.CharField(max_length=60, blank=True)
    urgency = models.PositiveSmallIntegerField(default=0)
    content = EncryptedField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["text", "version"], name="reading_once_a_version"),
            models.CheckConstraint(
                condition=models.Q(urgency__range=(0, 3)), name="reading_urgency_in_bounds"
            ),
        ]


class MatterKey(models.Model):
    """One blind key by which appeals about one matter are looked for: a theme in an area, a street, a school; never words.

    Confidential appeals have none: nothing is suggested about them.
    """

    appeal = models.ForeignKey(Appeal, on_delete=models.CASCADE, related_name="matter_keys")
    office_pk = models.PositiveBigIntegerField()
    digest = models.BinaryField(max_length=16)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["appeal", "digest"], name="matter_key_once")]
        indexes = [models.Index(fields=["office_pk", "digest", "-at"], name="matter_key_newest")]

    def __str__(self) -> str:
        return f"{self.appeal_id}"


class Judgement(UuidModel):
    """What a named person decided about an appeal, beside the reading that was shown; the newest one counts."""

    appeal = models.ForeignKey(Appeal, on_delete=models.CASCADE, related_name="judgements")
    reading = models.ForeignKey(Reading, on_delete=models.SET_NULL, null=True)
    category = models.ForeignKey(Category, on_delete=models.PROTECT)
    kind = models.CharField(max_length=12)
    urgency = models.PositiveSmallIntegerField(default=0)
    is_as_read = models.BooleanField()
    by_key = models.CharField(max_length=40)
    at = models.DateTimeField()
