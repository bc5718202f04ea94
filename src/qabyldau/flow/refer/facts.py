"""Facts: what a letter is written from is gathered from the office, the register and the case."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.utils import translation

from qabyldau.accounts.rules import Actor
from qabyldau.casework.models import Case
from qabyldau.catalog.models import Category
from qabyldau.core import clock, ids
from qabyldau.core.localized import localized
from qabyldau.intake.models import Appeal
from qabyldau.offices.models import Office, Staff
from qabyldau.people.models import Organization
from qabyldau.people.queries.bodies import Finding, bodies_for, head_of
from qabyldau.referrals.queries.letters import terms
from qabyldau.referrals.rules.moves import LetterKind
from qabyldau.referrals.services.referring import Going, Words
from qabyldau.referrals.writing.facts import Addressee, Facts, Matter, Sender


def sender_of(office: Office, signer_key: str) -> Sender:
    """Return the head and foot of letters of an office, signed by a member of its staff."""
    rows = Staff.objects.filter(office=office, user__uuid=signer_key).select_related("user")
    staff = rows.first() if signer_key else None
    return Sender(
        name_kk=office.name_kk,
        name_ru=office.name_ru,
        address_kk=office.address_kk,
        address_ru=office.address_ru,
        phone=office.phone,
        email=office.email,
        signer=staff.user.full_name if staff else "",
        post_kk=staff.position_kk if staff else "",
        post_ru=staff.position_ru if staff else "",
    )


def addressee_of(body: Organization, on: date, *, to_head: bool = True) -> Addressee:
    """Return a body as a letter addresses it, with its head on that day."""
    head = head_of(body, on) if to_head else None
    return Addressee(
        name_kk=body.name_kk,
        name_ru=body.name_ru,
        dative_kk=body.dative_kk,
        genitive_kk=body.genitive_kk,
        dative_ru=body.dative_ru,
        genitive_ru=body.genitive_ru,
        role=head.role if head else "",
        post_kk=head.post_kk if head else "",
        post_ru=head.post_ru if head else "",
        person=head.name if head else "",
    )


def matter_of(category: Category, words: Words, zone: str) -> Matter:
    """Return what a letter is about: nothing of it is taken from the appeals but their numbers and the day."""
    return Matter(
        theme_kk=category.name_kk,
        theme_ru=category.name_ru,
        place=words.place.strip(),
        appeals=[ids.say_number(row.number) for row in words.appeals],
        registered_on=min(clock.local_date(row.received_at, zone) for row in words.appeals).isoformat(),
        words=words.matter.strip(),
        ask=words.ask.strip(),
        is_part=words.is_part,
        named=list(words.names),
    )


def place_of(appeals: Sequence[Appeal]) -> str:
    """Return where the matter is, as senders wrote it or by its area: proposed to whoever writes the letter."""
    with translation.override("kk"):
        places = [row.place or (localized(row.area, "name") if row.area else "") for row in appeals]
    return "; ".join(dict.fromkeys(place for place in places if place))


def finding_for(case: Case, appeals: Sequence[Appeal], today: date) -> Finding:
    """Return who answers for the theme of a case in its place; sure only where a sender has named the place."""
    own = next((row.area for row in appeals if row.area), None)
    area, office = own or case.office.area, case.office
    finding = bodies_for(theme=case.category.code, area=area, on=today, office_key=str(office.uuid))
    return replace(finding, is_sure=finding.is_sure and own is not None)


def first_facts(case: Case, going: Going, words: Words, actor: Actor, today: date) -> Facts:
    """Return the facts of the first letter, as its preview shows them: number and day come when it is sent."""
    return Facts(
        kind=LetterKind.REFERRAL.value,
        to=addressee_of(going.body, today),
        by=sender_of(case.office, words.signer_key or actor.key),
        matter=matter_of(case.category, words, case.office.zone),
        days=terms().reply_days,
        is_outside_law=going.body.is_outside_law,
        photos=len(words.photos),
    )
