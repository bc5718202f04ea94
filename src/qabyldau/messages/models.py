"""The outbox: what must be told to whom, every attempt to tell it, and the lines over which it goes and comes."""

from django.db import models

from qabyldau.core.models import EncryptedField, UuidModel
from qabyldau.messages.rules import Channel as Channel
from qabyldau.messages.rules import MessageState as MessageState


class Message(UuidModel):
    """One thing to tell one person, once: ``key`` is unique, so a deed done twice tells once.

    ``content`` holds ready words where they are not made from ``kind``; it is forgotten with the address once it went.
    """

    office_key = models.UUIDField(null=True)
    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=40)
    about_kind = models.CharField(max_length=40)
    about_uuid = models.UUIDField(db_index=True)
    channel = models.CharField(max_length=10, choices=[(item.value, item.value) for item in Channel])
    language = models.CharField(max_length=2)
    address = EncryptedField()
    content = EncryptedField()
    state = models.CharField(
        max_length=10,
        choices=[(item.value, item.value) for item in MessageState],
        default=MessageState.QUEUED.value,
    )
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    not_before = models.DateTimeField(null=True)
    again_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="sent", sent_at__isnull=False) | ~models.Q(state="sent"),
                name="message_sent_has_a_moment",
            ),
        ]
        indexes = [
            models.Index(
                fields=["office_key", "id"],
                name="message_unsure",
                condition=models.Q(state__in=["failed", "uncertain"]),
            ),
        ]


class Attempt(models.Model):
    """One attempt to send a message; ``problem`` is empty when it went."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="attempts")
    at = models.DateTimeField()
    problem = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"{self.message_id} {self.at:%Y-%m-%d %H:%M}"


class Line(models.Model):
    """One line to the outside: whether it is silent just now, how far what comes in was read, and who reads it."""

    name = models.CharField(max_length=20, primary_key=True)
    failures = models.PositiveSmallIntegerField(default=0)
    rests_until = models.DateTimeField(null=True)
    position = models.BigIntegerField(default=0)
    held_by = models.CharField(max_length=40, blank=True)
    held_until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class Taken(models.Model):
    """One thing that came in over a line and was dealt with: however often it comes again, it is dealt with once."""

    line = models.CharField(max_length=20)
    key = models.CharField(max_length=64)
    at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["line", "key"], name="taken_once")]

    def __str__(self) -> str:
        return f"{self.line} {self.key}"
