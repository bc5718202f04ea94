"""Deeds: what a person makes of a letter that waits: a reply, a new appeal, words added to one."""

from datetime import datetime

from django.db import transaction

from qabyldau.accounts.rules import Actor
from qabyldau.chain.rules import APPEAL, REFERRAL
from qabyldau.core import ids
from qabyldau.core.errors import InputError, MissingError
from qabyldau.flow.mail.fall import add_to_appeal, begin_appeal, reply_of
from qabyldau.flow.refer.sending import take_authority_reply
from qabyldau.history.rules import Target
from qabyldau.intake.models import Appeal
from qabyldau.intake.queries import appeal_for, visible_to
from qabyldau.mailroom.models import Mail
from qabyldau.mailroom.queries import mail_for
from qabyldau.mailroom.rules.mime import Parsed, read_mail
from qabyldau.mailroom.rules.sorting import Reason, Road
from qabyldau.mailroom.services import held, mail_file, original_of
from qabyldau.referrals.models import Referral
from qabyldau.referrals.queries.letters import found_by_number, referral_for, visible_referrals

ANSWERED = frozenset({Reason.UNKNOWN, Reason.STRANGER, Reason.CLOSED, Reason.MANY})
"""Reasons for which a letter waited whose sender is written to all the same; programs and forged senders never are."""


def mail_seen(actor: Actor, uuid: str) -> Mail:
    """Return a letter that ``actor`` may see: one about a thing is for those who may see the thing; else MissingError."""
    row = mail_for(actor, uuid)
    if row.about_kind == REFERRAL:
        referral_for(actor, str(row.about_uuid))
    elif row.about_kind == APPEAL:
        appeal_for(actor, str(row.about_uuid))
    return row


def mails_seen(actor: Actor, rows: list[Mail]) -> list[Mail]:
    """Return those of ``rows`` that ``actor`` may see; two queries however many there are."""
    appeals = [row.about_uuid for row in rows if row.about_uuid and row.about_kind == APPEAL]
    referrals = [row.about_uuid for row in rows if row.about_uuid and row.about_kind == REFERRAL]
    seen = (
        set(visible_to(actor).filter(uuid__in=appeals).values_list("uuid", flat=True)) if appeals else set()
    )
    if referrals:
        seen |= set(visible_referrals(actor).filter(uuid__in=referrals).values_list("uuid", flat=True))
    return [row for row in rows if row.about_kind not in {APPEAL, REFERRAL} or row.about_uuid in seen]


def _parsed(row: Mail) -> Parsed:
    return read_mail(original_of(row)) if row.stored_as else Parsed(sender=row.sender or "")


def referral_named(actor: Actor, number: str) -> Referral:
    """Return the one referral with a number, ours or the authority's; raise InputError("number") where it is not one."""
    found = found_by_number(actor, number) if number.strip() else []
    if len(found) != 1:
        raise InputError("number", "there is no letter with this number, or there are several")
    return found[0]


def appeal_named(actor: Actor, number: str) -> Appeal:
    """Return the appeal with a public number that ``actor`` may see; raise InputError("number") where there is none."""
    try:
        digits = ids.read_number(number)
    except ValueError as error:
        raise InputError("number", "the number has nine digits") from error
    row = visible_to(actor).filter(number=digits).select_related("office", "applicant", "text").first()
    if row is None:
        raise InputError("number", "there is no appeal with this number here")
    return row


@transaction.atomic
def judge_reply(*, actor: Actor, mail_uuid: str, referral: Referral, at: datetime) -> Mail:
    """Take a letter that waits as the reply to a referral, with its files; it then waits to be judged."""
    row = held(actor=actor, mail=mail_seen(actor, mail_uuid))
    reply, papers = reply_of(row.body or "", _parsed(row).files, row.received_at)
    take_authority_reply(actor=actor, referral_uuid=str(referral.uuid), reply=reply, papers=papers, at=at)
    about = Target(REFERRAL, str(referral.uuid))
    return mail_file(actor=actor, mail=row, road=Road.REPLY, about=about, at=at)


@transaction.atomic
def judge_appeal(*, actor: Actor, mail_uuid: str, at: datetime) -> Mail:
    """Register a letter that waits as a new appeal of the day on which it came; its sender gets the number by e-mail."""
    row = held(actor=actor, mail=mail_seen(actor, mail_uuid))
    is_answered = Reason(row.reason) in ANSWERED
    made = begin_appeal(
        actor=actor, office=row.office, mail=row, parsed=_parsed(row), is_answered=is_answered
    )
    about = Target(APPEAL, str(made.appeal.uuid))
    return mail_file(actor=actor, mail=row, road=Road.APPEAL, about=about, at=at)


@transaction.atomic
def judge_addition(*, actor: Actor, mail_uuid: str, appeal: Appeal, at: datetime) -> Mail:
    """Add the words of a letter that waits to an appeal; raise ConflictError for one that was withdrawn."""
    row = held(actor=actor, mail=mail_seen(actor, mail_uuid))
    if row.office_id != appeal.office_id:
        raise MissingError("appeal")
    add_to_appeal(appeal=appeal, words=row.body or "", sender="", at=at)
    about = Target(APPEAL, str(appeal.uuid))
    return mail_file(actor=actor, mail=row, road=Road.ADDITION, about=about, at=at)
