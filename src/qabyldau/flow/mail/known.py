"""Known: what a letter is about, whose it is, and whether its sender is known to have the address it answers to."""

from collections.abc import Iterable
from dataclasses import dataclass
from email.utils import parseaddr

from django.conf import settings
from django.db.models import Q

from qabyldau.chain.rules import APPEAL, REFERRAL
from qabyldau.core.crypto import email_indexes
from qabyldau.flow.post.codes import read_code
from qabyldau.history.rules import Target
from qabyldau.intake.models import Appeal
from qabyldau.mailroom.models import Mail
from qabyldau.mailroom.queries import about_of_code
from qabyldau.mailroom.rules.mime import Parsed
from qabyldau.mailroom.rules.sorting import Road, is_known, tag_of
from qabyldau.messages.models import Message
from qabyldau.messages.rules import uuid_of
from qabyldau.offices.models import Office
from qabyldau.people.models import BodyContact
from qabyldau.referrals.models import Letter, Referral

MOST_REFERENCES = 20


@dataclass(frozen=True)
class Known:
    """What is known of a letter beyond its words."""

    office: Office | None
    """Whose letter it is; None where it names nothing of ours."""
    about: Target | None = None
    referral: Referral | None = None
    appeal: Appeal | None = None
    is_known_sender: bool = False
    is_open: bool = True

    @property
    def kind(self) -> str:
        """What it is about: "referral", "appeal", or ""."""
        return "referral" if self.referral else "appeal" if self.appeal else ""


def known_of(parsed: Parsed) -> Known:
    """Return what a letter is about, by its reply address first, then by what it answers."""
    about = _about(parsed)
    if about is not None and about.kind == REFERRAL:
        return _referral(about, parsed.sender)
    if about is not None and about.kind == APPEAL:
        return _appeal(about, parsed.sender)
    return Known(None)


def _about(parsed: Parsed) -> Target | None:
    tags = (tag_of(address, settings.MAILBOX_ADDRESS) for address in parsed.recipients)
    codes = (read_code(tag) for tag in tags if tag)
    found = next((about for code in codes if code and (about := about_of_code(code))), None)
    return found or next(
        (about for said in parsed.references[:MOST_REFERENCES] if (about := about_of_id(said))), None
    )


def about_of_id(message_id: str) -> Target | None:
    """Return what a letter of ours with this Message-ID was about."""
    uuid = uuid_of(message_id)
    if uuid is None:
        return None
    letter = Letter.objects.filter(uuid=uuid).select_related("referral").first()
    if letter is not None:
        return Target(REFERRAL, str(letter.referral.uuid))
    message = Message.objects.filter(uuid=uuid, about_kind=APPEAL).first()
    return Target(APPEAL, str(message.about_uuid)) if message else None


def _referral(about: Target, sender: str) -> Known:
    row = Referral.objects.filter(uuid=about.uuid).select_related("office", "organization").first()
    if row is None:
        return Known(None)
    written = Letter.objects.filter(referral=row).values_list("address", flat=True)
    register = BodyContact.objects.filter(organization=row.organization_id).filter(
        Q(office_key__isnull=True) | Q(office_key=row.office.uuid)
    )
    addresses = [*written, *register.values_list("address", flat=True)]
    return Known(row.office, about, referral=row, is_known_sender=is_known(sender, addresses))


def _appeal(about: Target, sender: str) -> Known:
    row = Appeal.objects.filter(uuid=about.uuid).select_related("office", "applicant", "text").first()
    if row is None:
        return Known(None)
    own = email_indexes(sender)
    left = bytes(row.applicant.email_index or b"") if row.applicant else b""
    wrote = Mail.objects.filter(about_uuid=row.uuid, road=Road.APPEAL, sender_index__in=own).exists()
    is_sender = bool(sender) and (left in own or wrote)
    return Known(row.office, about, appeal=row, is_known_sender=is_sender, is_open=row.withdrawn_at is None)


def is_own(parsed: Parsed) -> bool:
    """Return whether we wrote a letter ourselves."""
    ours = {settings.MAILBOX_ADDRESS.casefold(), parseaddr(settings.DEFAULT_FROM_EMAIL)[1].casefold()}
    said = parsed.sender.casefold()
    is_tagged = bool(tag_of(said, settings.MAILBOX_ADDRESS))
    return _is_ours(parsed.message_id) or bool(said and (said in ours or is_tagged))


def _is_ours(message_id: str) -> bool:
    """Return whether a Message-ID is of a letter that went out from here: other installations make theirs like ours."""
    uuid = uuid_of(message_id)
    return uuid is not None and any(table.objects.filter(uuid=uuid).exists() for table in (Letter, Message))


def office_of(recipients: Iterable[str]) -> Office | None:
    """Return whose letter it is that names nothing of ours: the office that is written to, else the one of the settings."""
    said = [address.casefold() for address in recipients]
    tags = [tag for address in said if (tag := tag_of(address, settings.MAILBOX_ADDRESS))]
    offices = list(Office.objects.filter(is_active=True).order_by("pk"))
    named = [row for row in offices if row.slug in tags or (row.email and row.email.casefold() in said)]
    preset = [row for row in offices if row.code == settings.MAILBOX_OFFICE]
    return next(iter([*named, *preset, *offices]), None)
