"""The outbox: what must be told to whom, and every attempt to tell it."""

from django.db import models

from qabyldau.core.models import EncryptedField, UuidModel


class Channel(models.TextChoices):
    """How a person is told."""

    PAGE = "page"
    EMAIL = "email"
    SMS = "sms"


class MessageState(models.TextChoices):
    """Where a message stands. A message for the page waits there until it is read."""

    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"


class Message(UuidModel):
    """One thing to tell one person, once: ``key`` is unique, so a deed done twice tells once."""

    office_key = models.UUIDField()
    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=40)
    about_kind = models.CharField(max_length=40)
    about_uuid = models.UUIDField(db_index=True)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    language = models.CharField(max_length=2)
    address = EncryptedField()
    state = models.CharField(max_length=10, choices=MessageState.choices, default=MessageState.QUEUED)
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    not_before = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="sent", sent_at__isnull=False) | ~models.Q(state="sent"),
                name="message_sent_has_a_moment",
            ),
        ]


class Attempt(models.Model):
    """One attempt to send a message; ``problem`` is empty when it went."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="attempts")
    at = models.DateTimeField()
    problem = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"{self.message_id} {self.at:%Y-%m-%d %H:%M}"
