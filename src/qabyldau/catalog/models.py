"""Themes in two levels, and ready texts in pairs."""

from django.db import models

from qabyldau.catalog.rules import TextUse
from qabyldau.core.localized import localized
from qabyldau.core.models import UuidModel
from qabyldau.offices.models import Office


class Category(UuidModel):
    """A theme with a stable code; codes of the second level begin with their parent's: ``lighting.street``."""

    code = models.CharField(max_length=60, unique=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    position = models.PositiveSmallIntegerField(default=0)
    name_kk = models.CharField(max_length=120)
    name_ru = models.CharField(max_length=120, blank=True)
    name_en = models.CharField(max_length=120, blank=True)
    public_note_kk = models.CharField(max_length=300, blank=True)
    public_note_ru = models.CharField(max_length=300, blank=True)
    public_note_en = models.CharField(max_length=300, blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(name_kk=""), name="category_has_a_kazakh_name")
        ]

    def __str__(self) -> str:
        return localized(self, "name")


class ReadyText(UuidModel):
    """Words that staff use again and again: a pair in Kazakh and Russian, never one side alone, offered once checked.

    Without an office it came with the release. ``checked_by`` is never the writer; a change takes the check away.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, related_name="ready_texts")
    code = models.CharField(max_length=60, blank=True)
    use = models.CharField(max_length=10, choices=[(item.value, item.value) for item in TextUse])
    category = models.ForeignKey(Category, on_delete=models.PROTECT, null=True, related_name="ready_texts")
    title_kk = models.CharField(max_length=120)
    title_ru = models.CharField(max_length=120)
    body_kk = models.TextField(max_length=4000)
    body_ru = models.TextField(max_length=4000)
    written_by = models.CharField(max_length=40)
    written_at = models.DateTimeField()
    checked_by = models.CharField(max_length=40, blank=True)
    checked_at = models.DateTimeField(null=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~(
                    models.Q(title_kk="")
                    | models.Q(title_ru="")
                    | models.Q(body_kk="")
                    | models.Q(body_ru="")
                ),
                name="ready_text_is_a_pair",
            ),
            models.UniqueConstraint(
                fields=["code"], condition=~models.Q(code=""), name="ready_text_code_once"
            ),
            models.CheckConstraint(
                condition=models.Q(checked_by="", checked_at__isnull=True)
                | (~models.Q(checked_by="") & models.Q(checked_at__isnull=False)),
                name="ready_text_checked_by_somebody",
            ),
            models.CheckConstraint(
                condition=~models.Q(checked_by=models.F("written_by")), name="ready_text_checked_by_another"
            ),
            models.CheckConstraint(
                condition=models.Q(use__in=[item.value for item in TextUse]), name="ready_text_use_known"
            ),
        ]
