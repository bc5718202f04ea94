"""Areas in Popolo's terms: a country, a city, a microdistrict, an electoral district."""

from django.db import models

from qabyldau.core.localized import localized
from qabyldau.core.models import UuidModel


class AreaKind(models.Model):
    """What sort of area there is, from reference data."""

    code = models.CharField(max_length=40, unique=True)
    name_kk = models.CharField(max_length=120)
    name_ru = models.CharField(max_length=120, blank=True)
    name_en = models.CharField(max_length=120, blank=True)

    def __str__(self) -> str:
        return localized(self, "name")


class Area(UuidModel):
    """A piece of the country with a name; ``office_key`` is empty where all offices share it."""

    office_key = models.UUIDField(null=True, blank=True)
    code = models.CharField(max_length=80, unique=True)
    kind = models.ForeignKey(AreaKind, on_delete=models.PROTECT)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    name_kk = models.CharField(max_length=200)
    name_ru = models.CharField(max_length=200, blank=True)
    name_en = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(name_kk=""), name="area_has_a_kazakh_name")]

    def __str__(self) -> str:
        return localized(self, "name")
