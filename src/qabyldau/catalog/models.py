"""Themes in two levels, from reference data."""

from django.db import models

from qabyldau.core.localized import localized
from qabyldau.core.models import UuidModel


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
