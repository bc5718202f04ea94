"""Every text once: unchangeable, encrypted, with its files."""

from django.db import models

from qabyldau.core.models import EncryptedField, UuidModel
from qabyldau.offices.models import Office


class Text(UuidModel):
    """What somebody wrote. The body is never edited; ``masked`` is the same without personal data.

    Whoever has more to say writes another text, ``added_to`` the first.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    body = EncryptedField()
    masked = EncryptedField()
    language = models.CharField(max_length=5, blank=True)
    digest = models.BinaryField(max_length=32)
    made_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True)
    added_to = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="additions")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(body__isnull=False, erased_at__isnull=True)
                | models.Q(body__isnull=True, erased_at__isnull=False),
                name="text_has_a_body_until_erased",
            ),
        ]


class Attachment(UuidModel):
    """A file that came with a text; it leaves the office only after a named person marked it safe.

    ``transcript`` is what a person heard in a voice message and typed; the file stays.
    """

    text = models.ForeignKey(Text, on_delete=models.CASCADE, related_name="attachments")
    stored_as = models.CharField(max_length=80)
    media_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    marked_safe_by = models.CharField(max_length=40, blank=True)
    marked_safe_at = models.DateTimeField(null=True)
    transcript = models.ForeignKey(Text, on_delete=models.PROTECT, null=True, related_name="transcribes")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(marked_safe_by="", marked_safe_at__isnull=True)
                | (~models.Q(marked_safe_by="") & models.Q(marked_safe_at__isnull=False)),
                name="attachment_safe_by_somebody",
            ),
        ]
