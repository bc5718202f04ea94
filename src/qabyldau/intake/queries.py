"""Reading appeals: only those that somebody may see."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import BooleanField, Count, Func, Q, QuerySet, Value

from qabyldau.accounts.rules import Actor, Permission
from qabyldau.core import crypto
from qabyldau.core.crypto import email_indexes
from qabyldau.core.errors import MissingError
from qabyldau.intake.models import Appeal, ContactLook, Cosigner, Receipt
from qabyldau.offices.queries import pk_of


class IsNamed(Func):
    """Whether somebody is named as a reader of an appeal.

    Plain words of SQL, here and below: every list asks them, and the ORM needs longer to write them than a database to answer.
    """

    template = "EXISTS(SELECT 1 FROM intake_appealreader reader WHERE reader.user_key = %(expressions)s AND NOT reader.is_barred)"
    arg_joiner = " AND reader.appeal_id = "
    output_field = BooleanField()

    def __init__(self, user_key: str) -> None:
        super().__init__(Value(user_key), "pk")


class IsBarred(Func):
    """Whether somebody is barred from reading an appeal.

    A set that does not depend on the row: it is made once a query, and no planner looks for its place among the joins.
    """

    template = "%(expressions)s AND reader.is_barred)"
    arg_joiner = " IN (SELECT reader.appeal_id FROM intake_appealreader reader WHERE reader.user_key = "
    output_field = BooleanField()

    def __init__(self, user_key: str) -> None:
        super().__init__("pk", Value(user_key))


def visible_to(actor: Actor) -> QuerySet[Appeal]:
    """Return the appeals that ``actor`` may see: the office's, or one's own registrations; confidential ones by name."""
    rows = (
        Appeal.objects.filter(office_id=pk_of(actor.office_key))
        if actor.office_key
        else Appeal.objects.none()
    )
    if not actor.has(Permission.APPEAL_READ):
        own = actor.has(Permission.APPEAL_READ_OWN)
        rows = rows.filter(registered_by=actor.key) if own else rows.none()
    return rows.filter(Q(is_confidential=False) | IsNamed(actor.key), ~IsBarred(actor.key))


def appeal_for(actor: Actor, uuid: str) -> Appeal:
    """Return one appeal that ``actor`` may see, with what its page needs; else raise MissingError."""
    row = visible_to(actor).select_related("office", "text", "applicant", "area").filter(uuid=uuid).first()
    if row is None:
        raise MissingError("appeal")
    return row


def is_registered(key_digest: bytes) -> bool:
    """Return whether an earlier try with the same key has made an appeal: asked each time, and cheaply."""
    return Appeal.objects.filter(key_digest=key_digest).exists()


def appeal_by_key(key_digest: bytes) -> Appeal | None:
    """Return the appeal that an earlier try with the same key has made, if there is one."""
    return Appeal.objects.select_related("office").filter(key_digest=key_digest).first()


def key_digest(office_key: str, key: str) -> bytes:
    """Return the digest under which a key that must not make two appeals is kept: 32 bytes."""
    return crypto.digest("appeal-key", office_key, key)


def secret_digest(number: str, secret: str) -> bytes:
    """Return the digest by which a receipt's secret is known: 32 bytes, bound to the number."""
    return crypto.digest("receipt", number, secret)


def receipt_by_secret(number: str, secret: str) -> Receipt | None:
    """Return the live receipt with this number and secret; wrong pairs of any sort give None alike."""
    receipt = (
        Receipt.objects.filter(appeal__number=number, voided_at__isnull=True).select_related("appeal").first()
    )
    expected = bytes(receipt.secret_digest) if receipt else b"\0" * 32
    fits = crypto.is_digest(expected, "receipt", number, secret)
    return receipt if receipt and fits else None


OTHERS = 20
"""Earlier appeals of one person that are looked at."""


def appeals_of_same_person(appeals: Iterable[Appeal]) -> list[Appeal]:
    """Return the other appeals that came from the telephones or e-mails of these senders to the same office, newest first.

    One query. Confidential ones and those taken back are left out: beside a case stands no profile.
    """
    rows = list(appeals)
    senders = [row.applicant for row in rows if row.applicant]
    phones = [key for who in senders if who.phone for key in crypto.digests("phone", who.phone)]
    emails = [key for who in senders if who.email for key in email_indexes(who.email)]
    if not phones and not emails:
        return []
    found = Appeal.objects.filter(
        Q(applicant__phone_index__in=phones) | Q(applicant__email_index__in=emails),
        office_id=rows[0].office_id,
        is_confidential=False,
        withdrawn_at__isnull=True,
    )
    found = found.exclude(pk__in=[row.pk for row in rows]).select_related("text", "applicant")
    return list(found.order_by("-received_at", "-pk")[:OTHERS])


def chat_index(chat: str) -> bytes:
    """Return the blind index by which the appeals of a chat are found: 32 bytes."""
    return crypto.digest("chat", chat)


def appeals_of_chat(chat: str, *, size: int) -> list[Appeal]:
    """Return the newest appeals whose sender chose to be answered in this chat."""
    rows = Appeal.objects.filter(applicant__chat_index__in=crypto.digests("chat", chat))
    return list(rows.select_related("office", "text", "applicant").order_by("-received_at", "-id")[:size])


def is_of_chat(appeal: Appeal, chat: str) -> bool:
    """Return whether the sender of an appeal chose to be answered in this chat."""
    sender = appeal.applicant
    return sender is not None and bytes(sender.chat_index or b"") in crypto.digests("chat", chat)


def cosigners_of(appeal: Appeal, size: int) -> list[Cosigner]:
    """Return the first signers of a collective appeal, in their order."""
    return list(Cosigner.objects.filter(appeal=appeal).order_by("position")[:size])


def cosigners_up_to(appeal: Appeal, *, limit: int) -> int:
    """Return how many signed an appeal beside its sender, counting no further than ``limit``."""
    return Cosigner.objects.filter(appeal=appeal)[:limit].count()


def looks_between(office_key: str, since: datetime, until: datetime) -> list[tuple[str, int]]:
    """Return how many contacts each clerk of an office looked at in a time, the most first."""
    rows = ContactLook.objects.filter(office_id=pk_of(office_key), at__gte=since, at__lt=until)
    counted = rows.values("user_key").annotate(n=Count("pk")).order_by("-n", "user_key")
    return [(row["user_key"], row["n"]) for row in counted]
