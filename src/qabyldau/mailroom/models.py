"""E-mail that came in: every letter once, its original kept whole and sealed, and the addresses under which one replies."""

from django.db import models

from qabyldau.core.models import EncryptedField, UuidModel
from qabyldau.mailroom.rules.sorting import MailState, Reason, Road
from qabyldau.offices.models import Office

STATES = [item.value for item in MailState]


class ReplyAddress(models.Model):
    """The address under which one thing is replied to; the table knows its digest alone."""

    digest = models.BinaryField(max_length=32, unique=True)
    about_kind = models.CharField(max_length=40)
    about_uuid = models.UUIDField(db_index=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.about_kind}:{self.about_uuid}"


class Mail(UuidModel):
    """One letter that came in. ``digest`` is of its Message-ID and sender, ``place`` is where it lay in the mailbox.

    ``about`` is what it names by its reply address, then what it was filed to. ``stored_as`` names the sealed original;
    it is empty where the letter was too large, or was forgotten.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    digest = models.BinaryField(max_length=32, unique=True)
    place = models.CharField(max_length=60, blank=True)
    received_at = models.DateTimeField()
    sender = EncryptedField()
    sender_name = EncryptedField()
    sender_index = models.BinaryField(max_length=32, null=True, db_index=True)
    subject = EncryptedField()
    body = EncryptedField()
    size = models.PositiveBigIntegerField()
    stored_as = models.CharField(max_length=80, blank=True)
    road = models.CharField(max_length=10, choices=[(item.value, item.value) for item in Road])
    state = models.CharField(max_length=10, choices=[(value, value) for value in STATES])
    reason = models.CharField(
        max_length=12, choices=[(item.value, item.value) for item in Reason], blank=True
    )
    about_kind = models.CharField(max_length=40, blank=True)
    about_uuid = models.UUIDField(null=True, db_index=True)
    note = EncryptedField()
    claimed_by = models.CharField(max_length=40, blank=True)
    escalated_at = models.DateTimeField(null=True)
    judged_by = models.CharField(max_length=40, blank=True)
    judged_at = models.DateTimeField(null=True)
    forgotten_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place"], condition=~models.Q(place=""), name="mail_place_once"),
            models.CheckConstraint(condition=models.Q(state__in=STATES), name="mail_state_known"),
            models.CheckConstraint(
                condition=models.Q(about_kind="", about_uuid__isnull=True)
                | (~models.Q(about_kind="") & models.Q(about_uuid__isnull=False)),
                name="mail_about_is_whole",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="dismissed") | models.Q(judged_at__isnull=False),
                name="mail_dismissed_by_a_person",
            ),
        ]
        indexes = [
            models.Index(fields=["office", "state", "-id"], name="mail_newest"),
            models.Index(
                fields=["state", "received_at"],
                name="mail_to_forget",
                condition=models.Q(state__in=["ignored", "dismissed"], forgotten_at__isnull=True),
            ),
        ]


class MailFile(UuidModel):
    """A file of a letter, as it stands in the original at ``position``; ``digest`` is the SHA-256 of its bytes."""

    mail = models.ForeignKey(Mail, on_delete=models.CASCADE, related_name="files")
    position = models.PositiveSmallIntegerField()
    name = EncryptedField()
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mail", "position"], name="mail_file_once")]
