"""Booked visits, and tickets of the queue with their timed stages."""

from django.db import models

from qabyldau.core.models import EncryptedField, UuidModel
from qabyldau.offices.models import Office, Service, Sitting
from qabyldau.visits.rules.queue import STAGES, TicketSource, TicketState
from qabyldau.visits.rules.slots import AppointmentState

LANGUAGES = ["kk", "ru", "en"]


class Counter(UuidModel):
    """A desk at which visitors are received; with a service it takes those visitors alone."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="counters")
    number = models.PositiveSmallIntegerField()
    name_kk = models.CharField(max_length=120, blank=True)
    name_ru = models.CharField(max_length=120, blank=True)
    name_en = models.CharField(max_length=120, blank=True)
    service = models.ForeignKey(Service, on_delete=models.SET_NULL, null=True, related_name="+")
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "number"], name="counter_number_once")]


class Appointment(UuidModel):
    """A booked visit. What the visitor said about themselves is encrypted and never joined with an opinion."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="appointments")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="appointments")
    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="appointments")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=[(item.value, item.value) for item in AppointmentState])
    code_digest = models.BinaryField(max_length=32, unique=True)
    name = EncryptedField()
    phone = EncryptedField()
    email = EncryptedField()
    matter = EncryptedField()
    contact_index = models.BinaryField(max_length=32, null=True)
    language = models.CharField(max_length=2, default="kk")
    booked_by = models.CharField(max_length=40)
    held_until = models.DateTimeField()
    made_at = models.DateTimeField()
    booked_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    moves = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[item.value for item in AppointmentState]),
                name="appointment_state_known",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="appointment_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=models.Q(language__in=LANGUAGES), name="appointment_language_known"
            ),
        ]
        indexes = [
            models.Index(fields=["office", "starts_at"], name="appointment_by_time"),
            models.Index(fields=["contact_index"], name="appointment_by_contact"),
        ]


class Slot(models.Model):
    """A cell of a sitting that is taken: the pair of cell and seat can be written once, whoever races for it."""

    appointment = models.ForeignKey(Appointment, on_delete=models.CASCADE, related_name="slots")
    sitting = models.ForeignKey(Sitting, on_delete=models.CASCADE, related_name="+")
    starts_at = models.DateTimeField()
    seat = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sitting", "starts_at", "seat"], name="slot_taken_once")
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M} {self.seat}"


class QueueTicket(UuidModel):
    """One visitor in the queue of one day, known by a number alone."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="tickets")
    on = models.DateField()
    number = models.PositiveSmallIntegerField()
    service = models.ForeignKey(Service, on_delete=models.SET_NULL, null=True, related_name="+")
    counter = models.ForeignKey(Counter, on_delete=models.SET_NULL, null=True, related_name="tickets")
    appointment = models.OneToOneField(
        Appointment, on_delete=models.SET_NULL, null=True, related_name="ticket"
    )
    source = models.CharField(max_length=8, choices=[(item.value, item.value) for item in TicketSource])
    state = models.CharField(max_length=8, choices=[(item.value, item.value) for item in TicketState])
    language = models.CharField(max_length=2, default="kk")
    is_first = models.BooleanField(default=False)
    came_at = models.DateTimeField()
    booked_at = models.DateTimeField(null=True)
    code_digest = models.BinaryField(max_length=32, unique=True)
    key_digest = models.BinaryField(max_length=32, unique=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "on", "number"], name="ticket_number_once_a_day"),
            models.CheckConstraint(
                condition=models.Q(state__in=[item.value for item in TicketState]), name="ticket_state_known"
            ),
            models.CheckConstraint(condition=models.Q(language__in=LANGUAGES), name="ticket_language_known"),
        ]
        indexes = [models.Index(fields=["office", "on", "state"], name="ticket_of_the_day")]


class ServicePeriod(models.Model):
    """One stage of one visit: from when until when, at which counter. The open one has no end."""

    ticket = models.ForeignKey(QueueTicket, on_delete=models.CASCADE, related_name="periods")
    stage = models.CharField(max_length=8, choices=[(item.value, item.value) for item in sorted(STAGES)])
    counter = models.ForeignKey(Counter, on_delete=models.SET_NULL, null=True, related_name="+")
    by_key = models.CharField(max_length=40)
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ticket"], condition=models.Q(to_at__isnull=True), name="period_one_open"
            ),
            models.CheckConstraint(
                condition=models.Q(to_at__isnull=True) | models.Q(to_at__gte=models.F("from_at")),
                name="period_ends_after_it_begins",
            ),
        ]
        indexes = [models.Index(fields=["ticket", "from_at"], name="period_in_order")]

    def __str__(self) -> str:
        return f"{self.stage} {self.from_at:%H:%M}"


class NumberBlock(UuidModel):
    """Ticket numbers of one day: the server's own (``holder`` ""), and blocks leased to desks for when the network is away."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="+")
    on = models.DateField()
    holder = models.CharField(max_length=40, blank=True)
    first = models.PositiveSmallIntegerField(default=1)
    last = models.PositiveSmallIntegerField(default=500)
    used = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "on", "first"], name="block_once"),
            models.CheckConstraint(condition=models.Q(last__gte=models.F("first")), name="block_is_whole"),
        ]
