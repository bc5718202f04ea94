"""Areas in Popolo's terms: a country, a city, a microdistrict, an electoral district."""

from django.db import models

from qabyldau.areas.rules import BoundaryKind
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


class Boundary(UuidModel):
    """An outline for drawing: the border of an area, a street, a water. ``key`` names it in its ``source``.

    ``paths`` is a list of rings or lines, each a list of pairs of degrees, longitude first, made simpler when it came in.
    """

    area = models.ForeignKey(Area, on_delete=models.SET_NULL, null=True, related_name="boundaries")
    key = models.CharField(max_length=80)
    kind = models.CharField(max_length=10, choices=[(item.value, item.value) for item in BoundaryKind])
    name_kk = models.CharField(max_length=200, blank=True)
    name_ru = models.CharField(max_length=200, blank=True)
    name_en = models.CharField(max_length=200, blank=True)
    paths = models.JSONField()
    west = models.FloatField()
    south = models.FloatField()
    east = models.FloatField()
    north = models.FloatField()
    source = models.CharField(max_length=200)
    licence = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "key"], name="boundary_once_in_a_source"),
            models.CheckConstraint(
                condition=models.Q(kind__in=[item.value for item in BoundaryKind]), name="boundary_kind_known"
            ),
            models.CheckConstraint(
                condition=models.Q(west__lte=models.F("east"), south__lte=models.F("north")),
                name="boundary_box_is_whole",
            ),
        ]
        indexes = [models.Index(fields=["west", "east"], name="boundary_by_place")]
