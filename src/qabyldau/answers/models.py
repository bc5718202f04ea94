"""What applicants are told, and whether it reached each of them."""

from django.db import models

from qabyldau.answers.rules.reviews import Fixed, Rating
from qabyldau.casework.models import Case
from qabyldau.core.models import EncryptedField, UuidModel
from qabyldau.intake.models import Appeal
from qabyldau.offices.models import Office
from qabyldau.visits.models import QueueTicket


class Answer(UuidModel):
    """What the office says to everyone whose appeal is in the case; never edited: a better one is another row.

    One answer said in several languages is several rows with one ``giving``.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="answers")
    body = EncryptedField()
    language = models.CharField(max_length=2)
    by_key = models.CharField(max_length=40)
    approved_by = models.CharField(max_length=40, blank=True)
    giving = models.UUIDField(null=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(approved_by=models.F("by_key")), name="answer_approved_by_another"
            )
        ]


class Delivery(UuidModel):
    """One answer for one appeal: put where the applicant can read it, when it was first read, or handed over on paper."""

    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="deliveries")
    appeal = models.ForeignKey(Appeal, on_delete=models.PROTECT, related_name="deliveries")
    delivered_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    handed_at = models.DateTimeField(null=True)
    language_note = EncryptedField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["answer", "appeal"], name="delivery_once")]
        indexes = [
            models.Index(
                fields=["delivered_at", "id"],
                name="delivery_unread",
                condition=models.Q(read_at__isnull=True, handed_at__isnull=True),
            )
        ]


class Feedback(UuidModel):
    """One review: asked for when a visit or an answer is given its code, answered at most once, never deleted by the rated.

    ``words`` is what was written, ``shown`` the same with personal data masked, which is what pages show.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="reviews")
    ticket = models.OneToOneField(QueueTicket, on_delete=models.SET_NULL, null=True, related_name="review")
    delivery = models.OneToOneField(Delivery, on_delete=models.SET_NULL, null=True, related_name="review")
    is_of_answer = models.BooleanField()
    code_digest = models.BinaryField(max_length=32, unique=True)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    language = models.CharField(max_length=2, default="kk")
    office_grade = models.CharField(max_length=8, blank=True)
    answer_grade = models.CharField(max_length=8, blank=True)
    reasons = models.JSONField(default=list)
    words = EncryptedField()
    shown = models.TextField(blank=True, max_length=2000)
    contact = EncryptedField()
    wants_contact = models.BooleanField(default=False)
    contacted_at = models.DateTimeField(null=True)
    fixed = models.CharField(max_length=6, blank=True)
    fixed_at = models.DateTimeField(null=True)
    reply = models.TextField(blank=True, max_length=2000)
    changed = models.TextField(blank=True, max_length=2000)
    reply_language = models.CharField(max_length=2, blank=True)
    replied_at = models.DateTimeField(null=True)
    replied_by = models.CharField(max_length=40, blank=True)
    hidden_at = models.DateTimeField(null=True)
    hidden_by = models.CharField(max_length=40, blank=True)
    hidden_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(office_grade__in=["", *[item.value for item in Rating]]),
                name="feedback_office_grade_known",
            ),
            models.CheckConstraint(
                condition=models.Q(answer_grade__in=["", *[item.value for item in Rating]]),
                name="feedback_answer_grade_known",
            ),
            models.CheckConstraint(
                condition=models.Q(fixed__in=["", *[item.value for item in Fixed]]),
                name="feedback_fixed_known",
            ),
            models.CheckConstraint(
                condition=models.Q(hidden_at__isnull=True) | ~models.Q(hidden_reason=""),
                name="feedback_hidden_with_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["office", "answered_at"], name="feedback_by_month")]
