"""The office is the tenant: everything that people bring and staff do belongs to one."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models

from qabyldau.accounts.rules import Role
from qabyldau.areas.models import Area
from qabyldau.core.localized import localized
from qabyldau.core.models import UuidModel
from qabyldau.offices.rules.hours import ElectionPeriod
from qabyldau.people.models import Organization, Person

STAFF_ROLES = [role for role in Role if role not in {Role.ANONYMOUS, Role.APPLICANT, Role.OPERATOR}]


def _is_zone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, OSError, ValueError) as error:
        raise ValidationError(f"{name[:40]!r} is no zone; write one like Asia/Almaty") from error


class Office(UuidModel):
    """A reception: a place, how one gets in, its own promise, and how visits to it are booked."""

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
    landmark_kk = models.CharField(max_length=300, blank=True)
    landmark_ru = models.CharField(max_length=300, blank=True)
    landmark_en = models.CharField(max_length=300, blank=True)
    entrance_kk = models.CharField(max_length=300, blank=True)
    entrance_ru = models.CharField(max_length=300, blank=True)
    entrance_en = models.CharField(max_length=300, blank=True)
    has_ramp = models.BooleanField(null=True)
    has_lift = models.BooleanField(null=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    map_link = models.URLField(max_length=300, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    zone = models.CharField(max_length=40, default="Asia/Almaty", validators=[_is_zone])
    promise_days = models.PositiveSmallIntegerField(default=10)
    is_active = models.BooleanField(default=True)
    is_listed = models.BooleanField(default=True)
    takes_bookings = models.BooleanField(default=True)
    visit_minutes = models.PositiveSmallIntegerField(default=15)
    booking_days = models.PositiveSmallIntegerField(default=14)
    notice_minutes = models.PositiveSmallIntegerField(default=60)
    visits_a_day = models.PositiveSmallIntegerField(default=1)
    election_from_on = models.DateField(null=True)
    election_to_on = models.DateField(null=True)
    needs_second_eyes = models.BooleanField(default=False)
    mail_becomes_appeal = models.BooleanField(default=False)
    reopen_days = models.PositiveSmallIntegerField(default=30)
    second_reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(name_kk=""), name="office_has_a_kazakh_name"),
            models.CheckConstraint(
                condition=models.Q(promise_days__range=(1, 60)), name="office_promise_in_bounds"
            ),
            models.CheckConstraint(
                condition=models.Q(reopen_days__range=(1, 365)), name="office_reopening_in_bounds"
            ),
            models.CheckConstraint(
                condition=models.Q(visit_minutes__range=(5, 240)), name="office_visit_in_bounds"
            ),
            models.CheckConstraint(
                condition=models.Q(booking_days__range=(1, 90)), name="office_booking_in_bounds"
            ),
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="office_point_is_whole",
            ),
            models.CheckConstraint(
                condition=models.Q(election_from_on__isnull=True, election_to_on__isnull=True)
                | models.Q(election_to_on__gte=models.F("election_from_on")),
                name="office_election_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return localized(self, "name")

    @property
    def address(self) -> str:
        """The address in the language of the page."""
        return localized(self, "address")

    @property
    def election(self) -> ElectionPeriod:
        """The days in which this reception takes mandates alone."""
        return ElectionPeriod(self.election_from_on, self.election_to_on)


class Opening(models.Model):
    """Hours of one weekday (1 Monday … 7 Sunday), wall clock of the office; a break lies between two rows of a weekday."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="openings")
    weekday = models.PositiveSmallIntegerField()
    opens = models.TimeField()
    closes = models.TimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "weekday", "opens"], name="opening_once_an_hour"),
            models.CheckConstraint(condition=models.Q(weekday__range=(1, 7)), name="opening_weekday_known"),
            models.CheckConstraint(
                condition=models.Q(closes__gt=models.F("opens")), name="opening_closes_after_it_opens"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.opens:%H:%M}"


class Service(UuidModel):
    """What people may come to one office for: the note says more of it, ``bring`` what to bring.

    Where ``is_offered`` is false, the note says where to go instead.
    """

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="services")
    code = models.SlugField(max_length=40)
    name_kk = models.CharField(max_length=200)
    name_ru = models.CharField(max_length=200, blank=True)
    name_en = models.CharField(max_length=200, blank=True)
    note_kk = models.CharField(max_length=500, blank=True)
    note_ru = models.CharField(max_length=500, blank=True)
    note_en = models.CharField(max_length=500, blank=True)
    bring_kk = models.CharField(max_length=500, blank=True)
    bring_ru = models.CharField(max_length=500, blank=True)
    bring_en = models.CharField(max_length=500, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True)
    is_offered = models.BooleanField(default=True)
    is_booked = models.BooleanField(default=True)
    is_advice = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "code"], name="service_code_once"),
            models.CheckConstraint(condition=~models.Q(name_kk=""), name="service_has_a_kazakh_name"),
            models.CheckConstraint(
                condition=models.Q(minutes__isnull=True) | models.Q(minutes__range=(5, 240)),
                name="service_minutes_in_bounds",
            ),
        ]

    def __str__(self) -> str:
        return localized(self, "name")


class Sitting(UuidModel):
    """Who receives when: each week on ``weekday``, or once on the day ``on`` (a deputy's reception day).

    ``seats``: how many receive at once; ``quota``: how many visits at most, fewer than the hours would hold.
    """

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="sittings")
    service = models.ForeignKey(Service, on_delete=models.CASCADE, null=True, related_name="sittings")
    host = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    who_kk = models.CharField(max_length=200, blank=True)
    who_ru = models.CharField(max_length=200, blank=True)
    who_en = models.CharField(max_length=200, blank=True)
    weekday = models.PositiveSmallIntegerField(null=True)
    on = models.DateField(null=True)
    begins = models.TimeField()
    ends = models.TimeField()
    minutes = models.PositiveSmallIntegerField(null=True)
    seats = models.PositiveSmallIntegerField(default=1)
    quota = models.PositiveSmallIntegerField(null=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(weekday__range=(1, 7), on__isnull=True)
                | models.Q(weekday__isnull=True, on__isnull=False),
                name="sitting_each_week_or_once",
            ),
            models.CheckConstraint(
                condition=models.Q(ends__gt=models.F("begins")), name="sitting_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=models.Q(seats__range=(1, 20)), name="sitting_seats_in_bounds"),
            models.CheckConstraint(
                condition=models.Q(minutes__isnull=True) | models.Q(minutes__range=(5, 240)),
                name="sitting_minutes_in_bounds",
            ),
        ]
        indexes = [models.Index(fields=["office", "on"], name="sitting_by_day")]

    @property
    def who(self) -> str:
        """Who receives, in the language of the page; "" where nobody is named."""
        return localized(self, "who") or (self.host.name if self.host else "")


class Closure(UuidModel):
    """When an office, or one sitting, is closed though calendar and hours say it works; where to go instead.

    Without hours it takes whole days; with a ``weekday`` it recurs on that day of the week between the two dates.
    """

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="closures")
    sitting = models.ForeignKey(Sitting, on_delete=models.CASCADE, null=True, related_name="closures")
    substitute = models.ForeignKey(Office, on_delete=models.SET_NULL, null=True, related_name="+")
    from_on = models.DateField()
    to_on = models.DateField()
    weekday = models.PositiveSmallIntegerField(null=True)
    from_time = models.TimeField(null=True)
    to_time = models.TimeField(null=True)
    reason_kk = models.CharField(max_length=200)
    reason_ru = models.CharField(max_length=200, blank=True)
    reason_en = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(to_on__gte=models.F("from_on")), name="closure_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=models.Q(from_time__isnull=True, to_time__isnull=True)
                | models.Q(to_time__gt=models.F("from_time")),
                name="closure_hours_are_whole",
            ),
            models.CheckConstraint(
                condition=models.Q(weekday__isnull=True) | models.Q(weekday__range=(1, 7)),
                name="closure_weekday_known",
            ),
            models.CheckConstraint(condition=~models.Q(reason_kk=""), name="closure_has_a_kazakh_reason"),
        ]
        indexes = [models.Index(fields=["office", "to_on"], name="closure_by_end")]

    @property
    def reason(self) -> str:
        """Why, in the language of the page."""
        return localized(self, "reason")


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
