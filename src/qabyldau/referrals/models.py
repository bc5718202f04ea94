"""What was sent on to an authority, every letter about it, and every reply."""

from django.db import models

from qabyldau.casework.models import Case
from qabyldau.core.models import EncryptedField, UuidModel
from qabyldau.intake.models import Appeal
from qabyldau.offices.models import Office
from qabyldau.people.models import BodyContact, Organization
from qabyldau.people.rules import DELIVERIES
from qabyldau.referrals.rules.moves import JournalNumber, LetterKind, ReplyState, ReplyWay, SendState
from qabyldau.referrals.rules.replies import Refusal
from qabyldau.routines.models import CasePart
from qabyldau.texts.models import Text

SENDS = [item.value for item in SendState]
REPLIES = [item.value for item in ReplyState]
OUT, IN = "out", "in"


class JournalCounter(models.Model):
    """The last serial of an office, year and direction; locked while a number is given, so there are no gaps."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    year = models.PositiveSmallIntegerField()
    direction = models.CharField(max_length=3)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "year", "direction"], name="journal_counter_once")
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.direction}: {self.last}"


class Referral(UuidModel):
    """A case, or a part of it, given to one authority; ``group`` is shared by what went to several at once.

    ``part`` is set where the case was divided. ``reckoning`` holds the term day by day, from the day of arrival there.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="referrals")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    contact = models.ForeignKey(BodyContact, on_delete=models.PROTECT, null=True, related_name="+")
    group = models.UUIDField()
    matter = EncryptedField()
    ask = EncryptedField()
    is_part = models.BooleanField(default=False)
    part = models.ForeignKey(CasePart, on_delete=models.PROTECT, null=True, related_name="referrals")
    is_named = models.BooleanField(default=False)
    their_number = models.CharField(max_length=60, blank=True)
    their_index = models.CharField(max_length=60, blank=True, db_index=True)
    their_on = models.DateField(null=True)
    reply_state = models.CharField(max_length=12, choices=[(value, value) for value in REPLIES])
    rule = models.CharField(max_length=20, blank=True)
    start_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    long_on = models.DateField(null=True)
    calendar_version = models.CharField(max_length=16, blank=True)
    reckoning = models.JSONField(default=list)
    rung = models.CharField(max_length=12, blank=True)
    link_digest = models.BinaryField(max_length=32, null=True, unique=True)
    link_turn = models.PositiveSmallIntegerField(default=0)
    link_until = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)
    by_key = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    replied_at = models.DateTimeField(null=True)
    judged_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(reply_state__in=REPLIES), name="referral_reply_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(start_on__isnull=True, due_on__isnull=True, long_on__isnull=True)
                | models.Q(due_on__gte=models.F("start_on"), long_on__gte=models.F("due_on")),
                name="referral_term_is_whole",
            ),
            models.CheckConstraint(
                condition=models.Q(reply_state__in=["waiting", "overdue", "long_overdue"])
                | models.Q(replied_at__isnull=False),
                name="referral_replied_at_a_moment",
            ),
        ]
        indexes = [
            models.Index(fields=["office", "reply_state", "due_on", "id"], name="referral_by_due"),
            models.Index(fields=["office", "-made_at", "-id"], name="referral_newest"),
        ]

    @property
    def language(self) -> str:
        """The language in which its link is opened: letters to authorities begin in Kazakh."""
        return "kk"


class ReferralAppeal(models.Model):
    """Whose appeals went along with a referral: all of the case, or those of one part."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="parts")
    appeal = models.ForeignKey(Appeal, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["referral", "appeal"], name="referral_appeal_once"),
        ]

    def __str__(self) -> str:
        return f"{self.referral_id} {self.appeal_id}"


class Letter(UuidModel):
    """One outgoing paper: a referral, a reminder, a step of the ladder. Words and number stand once it is numbered.

    ``facts`` is what it was written from (JSON), so that its file can be made; both are encrypted.
    """

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="letters")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=[(item.value, item.value) for item in LetterKind])
    way = models.CharField(max_length=10, choices=[(value, value) for value in DELIVERIES])
    address = models.CharField(max_length=300, blank=True)
    year = models.PositiveSmallIntegerField(null=True)
    serial = models.PositiveIntegerField(null=True)
    on = models.DateField(null=True)
    signer = models.CharField(max_length=200, blank=True)
    facts = EncryptedField()
    body_kk = EncryptedField()
    body_ru = EncryptedField()
    digest = models.BinaryField(max_length=32, null=True)
    send_state = models.CharField(max_length=12, choices=[(value, value) for value in SENDS])
    state_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    turn = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=200, blank=True)
    by_key = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "year", "serial"], name="letter_number_once"),
            models.CheckConstraint(condition=models.Q(send_state__in=SENDS), name="letter_send_state_known"),
            models.CheckConstraint(
                condition=models.Q(send_state="prepared", serial__isnull=True)
                | (~models.Q(send_state="prepared") & models.Q(serial__gte=1, on__isnull=False)),
                name="letter_is_numbered_when_it_goes",
            ),
            models.CheckConstraint(
                condition=models.Q(sent_at__isnull=False)
                | ~models.Q(send_state__in=["sent", "acknowledged"]),
                name="letter_sent_has_a_moment",
            ),
        ]
        indexes = [
            models.Index(fields=["office", "-on", "-id"], name="letter_journal"),
            models.Index(
                fields=["office", "state_at"],
                name="letter_stuck",
                condition=models.Q(send_state__in=["queued", "sending", "failed"]),
            ),
            models.Index(
                fields=["office", "made_at"],
                name="letter_prepared",
                condition=models.Q(send_state="prepared"),
            ),
        ]

    @property
    def number(self) -> JournalNumber | None:
        """Our outgoing number; None before the letter has one."""
        return JournalNumber(self.office.code, self.serial, self.year) if self.serial and self.year else None


class AuthorityReply(UuidModel):
    """What an authority answered; ticks are empty until staff have judged it."""

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="replies")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    text = models.OneToOneField(Text, on_delete=models.PROTECT)
    way = models.CharField(max_length=10, choices=[(item.value, item.value) for item in ReplyWay])
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    received_at = models.DateTimeField()
    received_on = models.DateField()
    by_key = models.CharField(max_length=40)
    their_number = models.CharField(max_length=60, blank=True)
    their_index = models.CharField(max_length=60, blank=True, db_index=True)
    their_on = models.DateField(null=True)
    is_not_ours = models.BooleanField(default=False)
    right_body = models.ForeignKey(Organization, on_delete=models.PROTECT, null=True, related_name="+")
    right_words = models.CharField(max_length=300, blank=True)
    refusal = models.CharField(
        max_length=16, choices=[(item.value, item.value) for item in Refusal], blank=True
    )
    signs = EncryptedField()
    has_fact = models.BooleanField(null=True)
    has_date = models.BooleanField(null=True)
    has_person = models.BooleanField(null=True)
    has_proof = models.BooleanField(null=True)
    is_enough = models.BooleanField(null=True)
    note = EncryptedField()
    judged_by = models.CharField(max_length=40, blank=True)
    judged_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "year", "serial"], name="reply_number_once"),
            models.CheckConstraint(
                condition=models.Q(is_not_ours=False)
                | models.Q(right_body__isnull=False)
                | ~models.Q(right_words=""),
                name="reply_not_ours_names_the_right_body",
            ),
            models.CheckConstraint(
                condition=models.Q(judged_at__isnull=True, is_enough__isnull=True)
                | models.Q(
                    judged_at__isnull=False, is_enough__isnull=False, has_fact__isnull=False,
                    has_date__isnull=False, has_person__isnull=False, has_proof__isnull=False,
                ),
                name="reply_judged_whole",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["office", "-received_on", "-id"], name="reply_journal")]

    @property
    def number(self) -> JournalNumber:
        """Our incoming number."""
        return JournalNumber(self.office.code, self.serial, self.year)


class ReferralFile(UuidModel):
    """A file of a letter, made once, or of a reply as it came; kept encrypted, known by its digest."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, null=True, related_name="files")
    reply = models.ForeignKey(AuthorityReply, on_delete=models.CASCADE, null=True, related_name="files")
    name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    stored_as = models.CharField(max_length=80)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(letter__isnull=False, reply__isnull=True)
                | models.Q(letter__isnull=True, reply__isnull=False),
                name="referral_file_belongs_to_one",
            ),
            models.UniqueConstraint(fields=["letter", "name"], name="letter_file_once_a_name"),
        ]


class PromisedCheck(UuidModel):
    """A day that a reply promised, and what a person found when it was over."""

    reply = models.ForeignKey(AuthorityReply, on_delete=models.CASCADE, related_name="promises")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    promised_on = models.DateField()
    check_on = models.DateField()
    is_kept = models.BooleanField(null=True)
    checked_by = models.CharField(max_length=40, blank=True)
    checked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reply", "promised_on"], name="promise_once_a_reply"),
            models.CheckConstraint(
                condition=models.Q(is_kept__isnull=True, checked_at__isnull=True)
                | models.Q(is_kept__isnull=False, checked_at__isnull=False),
                name="promise_checked_at_a_moment",
            ),
        ]
        indexes = [
            models.Index(
                fields=["office", "check_on"],
                name="promise_open",
                condition=models.Q(checked_at__isnull=True),
            )
        ]


class CitizenTick(models.Model):
    """Whether the sender of an appeal finds a reply an answer; kept apart from the staff's ticks, both are shown."""

    reply = models.ForeignKey(AuthorityReply, on_delete=models.CASCADE, related_name="citizen_ticks")
    appeal = models.ForeignKey(Appeal, on_delete=models.CASCADE, related_name="+")
    is_answer = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reply", "appeal"], name="citizen_tick_once")]

    def __str__(self) -> str:
        return f"{self.reply_id} {self.appeal_id}"
