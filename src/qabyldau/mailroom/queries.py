"""Reading the letters that came in: for the desk, and for whoever takes them in."""

from collections.abc import Collection

from django.db.models import Count, F, QuerySet

from qabyldau.accounts.rules import Actor, Permission, demand
from qabyldau.core import crypto
from qabyldau.core.errors import MissingError
from qabyldau.history.rules import Target
from qabyldau.mailroom.models import Mail, MailFile, ReplyAddress
from qabyldau.mailroom.rules.sorting import MailState
from qabyldau.offices.queries import pk_of

PAGE = 30
"""Letters of one page."""

MOST_COUNTED = 100
"""Letters that are counted; more of them are "99+"."""


def mails_of(actor: Actor) -> QuerySet[Mail]:
    """Return the letters of an actor's office."""
    demand(actor, Permission.MAIL_JUDGE)
    return Mail.objects.filter(office_id=pk_of(actor.office_key)).select_related("office")


def mail_page(actor: Actor, state: MailState, *, after: Mail | None) -> list[Mail]:
    """Return one page of letters in a state, the newest first, and one more."""
    rows = mails_of(actor).filter(state=state)
    if after is not None:
        rows = rows.filter(pk__lt=after.pk)
    return list(rows.order_by("-pk")[: PAGE + 1])


def escalated_mails(actor: Actor) -> list[Mail]:
    """Return the letters about which the head was asked, the oldest question first; at most one page."""
    rows = mails_of(actor).filter(state=MailState.HELD, escalated_at__isnull=False)
    return list(rows.order_by(F("escalated_at").asc(), "pk")[:PAGE])


def held_count(actor: Actor) -> int:
    """Return how many letters wait, counted to a hundred at most; 0 for whoever may not judge them."""
    if not actor.has(Permission.MAIL_JUDGE) or not actor.office_key:
        return 0
    return mails_of(actor).filter(state=MailState.HELD)[:MOST_COUNTED].count()


def mail_for(actor: Actor, uuid: str) -> Mail:
    """Return one letter of the actor's office; else raise MissingError."""
    row = mails_of(actor).filter(uuid=uuid).first() if actor.office_key else None
    if row is None:
        raise MissingError("letter")
    return row


def mail_file_for(actor: Actor, uuid: str, file: str) -> MailFile:
    """Return one file of a letter of the actor's office; else raise MissingError."""
    row = mail_for(actor, uuid).files.select_related("mail").filter(uuid=file).first()
    if row is None:
        raise MissingError("file")
    return row


def filed_to(actor: Actor, uuid: str) -> list[tuple[Mail, int]]:
    """Return the letters that were filed to one thing, oldest first, each with the number of its files; at most a page.

    None for whoever may not judge letters; whether the thing itself may be seen is asked before.
    """
    if not actor.has(Permission.MAIL_JUDGE) or not actor.office_key:
        return []
    rows = mails_of(actor).filter(about_uuid=uuid, state=MailState.FILED).annotate(count=Count("files"))
    return [(row, row.count) for row in rows.order_by("pk")[:PAGE]]


def places_known(places: Collection[str]) -> set[str]:
    """Return at which of these places of the mailbox lies a letter that was taken in; a thousand places at most."""
    return set(Mail.objects.filter(place__in=places).values_list("place", flat=True))


def about_of_code(code: str) -> Target | None:
    """Return what is replied to under a code; None for a code that was never given."""
    row = ReplyAddress.objects.filter(digest__in=crypto.digests("reply-address", code)).first()
    return Target(row.about_kind, str(row.about_uuid)) if row else None
