"""Making a referral and its letters: facts are gathered, words written, a number taken from the journal."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction

from qabyldau.accounts.rules import Actor, Permission, demand
from qabyldau.casework.models import Case
from qabyldau.core import clock, crypto
from qabyldau.core.errors import ConflictError, InputError
from qabyldau.core.localized import expect_words
from qabyldau.history.services import record
from qabyldau.intake.models import Appeal
from qabyldau.people.models import BodyContact, Organization
from qabyldau.people.rules import Delivery
from qabyldau.referrals.models import OUT, Letter, Referral, ReferralAppeal
from qabyldau.referrals.rules.moves import ReplyState, SendState
from qabyldau.referrals.services.journal import serial_take
from qabyldau.referrals.services.sending import target_of
from qabyldau.referrals.writing.facts import Facts, facts_from, facts_text
from qabyldau.referrals.writing.paper import letter_words
from qabyldau.routines.models import CasePart
from qabyldau.texts.models import Attachment

LONGEST_MATTER = 20_000
"""Characters of what a letter tells."""


@dataclass(frozen=True)
class Going:
    """To whom and how: the body, the row of the register (None: typed by hand), the way, the address."""

    body: Organization
    contact: BodyContact | None = None
    way: Delivery = Delivery.HAND
    address: str = ""


@dataclass(frozen=True)
class Words:
    """What a person wrote: the matter without personal data, who signs; ``names`` with consent; ``part`` where it is one."""

    matter: str
    appeals: Sequence[Appeal]
    """Whose appeals go along."""
    place: str = ""
    ask: str = ""
    signer_key: str = ""
    """The uuid of who signs; "" for whoever sends it."""
    names: tuple[str, ...] = ()
    is_part: bool = False
    part: CasePart | None = None
    photos: Sequence[Attachment] = ()
    """Photos of the applicants that go along: a person has looked at each."""
    group: UUID = field(default_factory=uuid4)
    """Shared by what goes to several bodies at once."""


@transaction.atomic
def referral_make(
    *, actor: Actor, case: Case, going: Going, words: Words, facts: Facts, at: datetime
) -> Letter:
    """Return the first letter of a new referral, prepared and without a number; the case is moved by the road.

    Raises InputError naming what is lacking, and ConflictError for a body that has ended.
    """
    demand(actor, Permission.REFERRAL_SEND)
    today = clock.local_date(at, case.office.zone)
    _refuse(going, words, today)
    referral = Referral.objects.create(
        office=case.office,
        case=case,
        organization=going.body,
        contact=going.contact,
        group=words.group,
        matter=words.matter.strip(),
        ask=words.ask.strip(),
        is_part=words.is_part,
        part=words.part,
        is_named=bool(words.names),
        reply_state=ReplyState.WAITING,
        by_key=actor.key,
        made_at=at,
    )
    ReferralAppeal.objects.bulk_create(ReferralAppeal(referral=referral, appeal=row) for row in words.appeals)
    record(
        actor.who,
        "referrals.referral.made",
        target_of(referral),
        at,
        {"body": going.body.code, "way": going.way, "named": referral.is_named},
    )
    return letter_prepare(actor=actor, referral=referral, going=going, facts=facts, at=at)


def _refuse(going: Going, words: Words, today: date) -> None:
    if going.body.ended_on is not None and going.body.ended_on <= today:
        raise ConflictError("this body has ended")
    if not words.appeals:
        raise InputError("appeals", "choose whose appeals go along")
    expect_words("matter", words.matter, LONGEST_MATTER)
    if going.way is not Delivery.HAND and "@" not in going.address:
        raise InputError("address", "no e-mail address is known: send it by hand, or mend the register")


def letter_prepare(*, actor: Actor, referral: Referral, going: Going, facts: Facts, at: datetime) -> Letter:
    """Return a letter that waits for a person to send it; nothing of it is fixed but its facts."""
    letter = Letter(
        referral=referral,
        office=referral.office,
        organization=going.body,
        kind=facts.kind,
        way=going.way,
        address=going.address,
        signer=facts.by.signer,
        facts=facts_text(facts),
        send_state=SendState.PREPARED,
        state_at=at,
        by_key=actor.key,
        made_at=at,
    )
    letter.save()
    record(actor.who, "referrals.letter.prepared", target_of(letter), at, {"kind": letter.kind})
    return letter


@transaction.atomic
def letter_number(*, actor: Actor, letter: Letter, due_on: date | None, at: datetime) -> Letter:
    """Give a prepared letter its number and day, fix its words, and put it on its way out: QUEUED.

    ``due_on`` is the day until which an answer is expected, of a letter with which a term begins.
    Raises ConflictError if somebody has sent it already. Whoever presses "send" signs for it; the signer stands in the facts.
    """
    demand(actor, Permission.REFERRAL_SEND)
    row = Letter.objects.select_for_update().select_related("office", "referral").get(pk=letter.pk)
    if row.send_state != SendState.PREPARED:
        raise ConflictError("the letter is on its way already")
    on = clock.local_date(at, row.office.zone)
    row.year, row.on = on.year, on
    row.serial = serial_take(office=row.office, year=on.year, direction=OUT)
    facts = replace(facts_from(row.facts), number=str(row.number), on=on.isoformat())
    if due_on is not None:
        facts = replace(facts, due_on=due_on.isoformat())
    row.facts = facts_text(facts)
    row.body_kk, row.body_ru = letter_words(facts, "kk"), letter_words(facts, "ru")
    row.digest = crypto.digest("letter", row.body_kk, row.body_ru)
    row.send_state, row.state_at, row.by_key = SendState.QUEUED, at, actor.key
    row.save()
    record(actor.who, "referrals.letter.numbered", target_of(row), at, {"number": row.number, "on": on})
    return row
