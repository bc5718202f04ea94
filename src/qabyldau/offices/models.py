"""The office is the tenant: everything that people bring and staff do belongs to one."""

from django.conf import settings
from django.db import models

from qabyldau.accounts.rules import Role
from qabyldau.areas.models import Area
from qabyldau.core.localized import localized
from qabyldau.core.models import UuidModel
from qabyldau.people.models import Organization

STAFF_ROLES = [role for role in Role if role not in {Role.ANONYMOUS, Role.APPLICANT, Role.OPERATOR}]


class Office(UuidModel):
    """A reception: a place, its hours, its own promise."""

    code = models.CharField(max_length=8, unique=True)
    slug = models.SlugField(max_length=40, unique=True)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, null=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True)
    name_kk = models.CharField(max_length=200)
    name_ru = models.CharField(max_length=200, blank=True)
    name_en = models.CharField(max_length=200, blank=True)
    address_kk = models.CharField(max_length=300, blank=True)
    address_ru = models.CharField(max_length=300, blank=True)
    address_en = models.CharField(max_length=300, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    zone = models.CharField(max_length=40, default="Asia/Almaty")
    promise_days = models.PositiveSmallIntegerField(default=10)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(name_kk=""), name="office_has_a_kazakh_name"),
            models.CheckConstraint(
                condition=models.Q(promise_days__range=(1, 60)), name="office_promise_in_bounds"
            ),
        ]

    def __str__(self) -> str:
        return localized(self, "name")

    @property
    def address(self) -> str:
        """The address in the language of the page."""
        return localized(self, "address")


class Opening(models.Model):
    """Hours of one weekday (1 Monday … 7 Sunday), wall clock of the office."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="openings")
    weekday = models.PositiveSmallIntegerField()
    opens = models.TimeField()
    closes = models.TimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "weekday"], name="opening_once_a_weekday"),
            models.CheckConstraint(condition=models.Q(weekday__range=(1, 7)), name="opening_weekday_known"),
            models.CheckConstraint(
                condition=models.Q(closes__gt=models.F("opens")), name="opening_closes_after_it_opens"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.opens:%H:%M}"


class Closure(UuidModel):
    """Days on which an office is closed though the calendar says it works."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="closures")
    from_on = models.DateField()
    to_on = models.DateField()
    reason_kk = models.CharField(max_length=200)
    reason_ru = models.CharField(max_length=200, blank=True)
    reason_en = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(to_on__gte=models.F("from_on")), name="closure_ends_after_it_starts"
            )
        ]


class Staff(UuidModel):
    """One role of one person in one office; a person may have several."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="staff")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="staff")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in STAFF_ROLES])
    position_kk = models.CharField(max_length=120, blank=True)
    position_ru = models.CharField(max_length=120, blank=True)
    position_en = models.CharField(max_length=120, blank=True)
    reads_confidential = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "user", "role"], name="staff_role_once"),
            models.CheckConstraint(
                condition=models.Q(role__in=[role.value for role in STAFF_ROLES]), name="staff_role_known"
            ),
        ]


class WorkCalendar(models.Model):
    """One version of a country's working calendar; old versions stay, because deadlines were counted by them."""

    country = models.CharField(max_length=2, default="KZ")
    version = models.CharField(max_length=16)
    is_current = models.BooleanField(default=False)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["country", "version"], name="calendar_version_once"),
            models.UniqueConstraint(
                fields=["country"], condition=models.Q(is_current=True), name="calendar_one_current"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.country} {self.version}"


class CalendarDay(models.Model):
    """A day that is not what its weekday says: a holiday, a moved day off, a make-up working day."""

    calendar = models.ForeignKey(WorkCalendar, on_delete=models.CASCADE, related_name="days")
    on = models.DateField()
    kind = models.CharField(max_length=20)
    replaces = models.DateField(null=True)
    name_kk = models.CharField(max_length=200)
    name_ru = models.CharField(max_length=200, blank=True)
    name_en = models.CharField(max_length=200, blank=True)
    estimated = models.BooleanField(default=False)
    source = models.CharField(max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["calendar", "on"], name="calendar_day_once")]

    def __str__(self) -> str:
        return f"{self.on} {self.kind}"
