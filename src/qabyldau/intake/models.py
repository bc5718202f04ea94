"""Appeals as they came in: who brought them, with what consent, and the proof of registration."""

from django.db import models

from qabyldau.areas.models import Area
from qabyldau.catalog.rules import AppealKind
from qabyldau.core.models import EncryptedField, UuidModel
from qabyldau.intake.rules import ConsentPurpose, IntakeChannel, Proof, RegisterNumber
from qabyldau.offices.models import Office
from qabyldau.texts.models import Text


class Applicant(UuidModel):
    """Who brought an appeal, as far as they said. Never joined with public persons, opinions or votes.

    Contacts are not edited: a change makes a new row with how and by whom it was verified.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    name = EncryptedField()
    phone = EncryptedField()
    email = EncryptedField()
    address = EncryptedField()
    chat = EncryptedField()
    phone_index = models.BinaryField(max_length=32, null=True, db_index=True)
    email_index = models.BinaryField(max_length=32, null=True, db_index=True)
    chat_index = models.BinaryField(max_length=32, null=True, db_index=True)
    chat_closed_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    verified_how = models.CharField(max_length=10, blank=True)
    verified_by = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(verified_how__in=["", *[item.value for item in Proof]]),
                name="applicant_proof_known",
            ),
            models.CheckConstraint(
                condition=models.Q(verified_how="", verified_by="")
                | (~models.Q(verified_how="") & ~models.Q(verified_by="")),
                name="applicant_verified_by_somebody",
            ),
        ]


class Appeal(UuidModel):
    """One registered appeal. Its state of work is the case's; here stands only what is true since it came.

    ``withdrawal_words`` and ``withdrawal_on``: the sender's written word by which staff took it back, and its date.
    ``language``, ``theme`` and ``urgency`` are what the machine proposed, kept here so that what waits can be sorted.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    applicant = models.ForeignKey(Applicant, on_delete=models.PROTECT, null=True)
    text = models.OneToOneField(Text, on_delete=models.PROTECT)
    number = models.CharField(max_length=9, unique=True)
    register_year = models.PositiveSmallIntegerField()
    register_serial = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in AppealKind])
    channel = models.CharField(max_length=12, choices=[(item.value, item.value) for item in IntakeChannel])
    place = EncryptedField()
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True)
    answer_language = models.CharField(max_length=2)
    is_confidential = models.BooleanField(default=False)
    is_about_staff = models.BooleanField(default=False)
    received_at = models.DateTimeField()
    registered_on = models.DateField()
    registered_by = models.CharField(max_length=40)
    key_digest = models.BinaryField(max_length=32, unique=True)
    read_back_at = models.DateTimeField(null=True)
    taken_up_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=40, blank=True)
    withdrawal_words = EncryptedField()
    withdrawal_on = models.DateField(null=True)
    language = models.CharField(max_length=5, blank=True)
    theme = models.CharField(max_length=60, blank=True)
    urgency = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "register_year", "register_serial"], name="appeal_register_number_once"
            ),
            models.CheckConstraint(condition=models.Q(register_serial__gte=1), name="appeal_serial_from_one"),
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind.value for kind in AppealKind]), name="appeal_kind_known"
            ),
            models.CheckConstraint(
                condition=models.Q(channel__in=[item.value for item in IntakeChannel]),
                name="appeal_channel_known",
            ),
            models.CheckConstraint(
                condition=models.Q(answer_language__in=["kk", "ru", "en"]), name="appeal_language_known"
            ),
            models.CheckConstraint(
                condition=models.Q(is_about_staff=False) | models.Q(is_confidential=True),
                name="appeal_about_staff_is_confidential",
            ),
        ]
        indexes = [
            models.Index(
                fields=["office", "-received_at", "-id"],
                name="appeal_waiting",
                condition=models.Q(taken_up_at=None),
            ),
            models.Index(
                fields=["office", "-urgency", "received_at", "id"],
                name="appeal_waiting_urgent",
                condition=models.Q(taken_up_at=None),
            ),
            models.Index(fields=["office", "-received_at", "-id"], name="appeal_newest"),
            models.Index(fields=["office", "registered_by", "-received_at"], name="appeal_own"),
        ]

    @property
    def register_number(self) -> RegisterNumber:
        """The inner number, for staff only: it would show how many came."""
        return RegisterNumber(self.office.code, self.register_year, self.register_serial)


class AppealReader(models.Model):
    """A named reader of a confidential appeal, whom alone it is shown to; or one who never sees it, whatever their role.

    ``is_barred``: the appeal complains of this member of staff.
    """

    appeal = models.ForeignKey(Appeal, on_delete=models.CASCADE, related_name="readers")
    user_key = models.CharField(max_length=40)
    is_barred = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["appeal", "user_key"], name="appeal_reader_once")]
        indexes = [models.Index(fields=["user_key", "is_barred", "appeal"], name="appeal_reader_by_person")]

    def __str__(self) -> str:
        return f"{self.appeal_id}"


class Cosigner(UuidModel):
    """One more person who signed a collective appeal; the one who brought it represents them all and gets the answer."""

    appeal = models.ForeignKey(Appeal, on_delete=models.CASCADE, related_name="cosigners")
    position = models.PositiveIntegerField()
    name = EncryptedField()
    phone = EncryptedField()
    email = EncryptedField()
    language = models.CharField(max_length=2)
    consent_at = models.DateTimeField(null=True)
    added_by = models.CharField(max_length=40)
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["appeal", "position"], name="cosigner_position_once"),
            models.CheckConstraint(
                condition=models.Q(consent_at__isnull=False)
                | models.Q(phone__isnull=True, email__isnull=True),
                name="cosigner_contact_with_consent",
            ),
        ]


class ContactLook(models.Model):
    """One look at somebody's name and contacts: who looked, when, and why where that was asked."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    appeal = models.ForeignKey(Appeal, on_delete=models.CASCADE, related_name="looks")
    user_key = models.CharField(max_length=40)
    reason = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["office", "user_key", "-at"], name="contact_look_by_clerk")]

    def __str__(self) -> str:
        return f"{self.appeal_id} {self.at:%Y-%m-%d}"


class Consent(UuidModel):
    """One consent for one purpose: which words, in which language, when, for how long; and its withdrawal."""

    appeal = models.ForeignKey(Appeal, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=20, choices=[(item.value, item.value) for item in ConsentPurpose])
    words_version = models.CharField(max_length=20)
    language = models.CharField(max_length=2)
    channel = models.CharField(max_length=12)
    kept_years = models.PositiveSmallIntegerField()
    recipients = models.CharField(max_length=200, blank=True)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["appeal", "purpose"], name="consent_once_a_purpose")]


class Receipt(UuidModel):
    """Proof of registration (талон, APPC Art. 64). The secret is kept as a digest; a reprint voids the one before."""

    appeal = models.ForeignKey(Appeal, on_delete=models.CASCADE, related_name="receipts")
    secret_digest = models.BinaryField(max_length=32)
    issued_at = models.DateTimeField()
    issued_by = models.CharField(max_length=40)
    receiver_name = EncryptedField()
    receiver_position_kk = models.CharField(max_length=120, blank=True)
    receiver_position_ru = models.CharField(max_length=120, blank=True)
    receiver_position_en = models.CharField(max_length=120, blank=True)
    due_on = models.DateField()
    is_copy = models.BooleanField(default=False)
    voided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["appeal"], condition=models.Q(voided_at__isnull=True), name="receipt_one_live"
            )
        ]


class RegisterCounter(models.Model):
    """The last serial of an office and year; its row is locked while a number is given, so there are no gaps."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "year"], name="register_counter_once")]

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"
