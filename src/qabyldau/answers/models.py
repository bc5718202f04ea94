"""What applicants are told, and whether it reached each of them."""

from django.db import models

from qabyldau.casework.models import Case
from qabyldau.core.models import EncryptedField, UuidModel
from qabyldau.intake.models import Appeal


class Answer(UuidModel):
    """What the office says to everyone whose appeal is in the case; never edited: a better one is another row."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="answers")
    body = EncryptedField()
    language = models.CharField(max_length=2)
    by_key = models.CharField(max_length=40)
    made_at = models.DateTimeField()


class Delivery(UuidModel):
    """One answer for one appeal: put where the applicant can read it, and when it was first read."""

    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="deliveries")
    appeal = models.ForeignKey(Appeal, on_delete=models.PROTECT, related_name="deliveries")
    delivered_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["answer", "appeal"], name="delivery_once")]
