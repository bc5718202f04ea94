"""Link: what an authority may see under its link, without an account."""

from dataclasses import dataclass
from datetime import date, datetime

from qabyldau.core.errors import MissingError
from qabyldau.core.localized import localized
from qabyldau.flow.post.authority import letter_files
from qabyldau.flow.post.codes import link_digest, read_code
from qabyldau.offices.models import Office
from qabyldau.referrals.models import Letter, Referral
from qabyldau.referrals.rules.moves import AWAITED, ReplyState
from qabyldau.referrals.services.journal import file_content


@dataclass(frozen=True)
class Opened:
    """What a link opens: whose letter, its words, until when it may be answered, and whether it was."""

    uuid: str
    office: Office
    organization: str
    number: str
    on: date
    letters: list[tuple[str, str]]
    """Language and words of each letter."""
    earlier: list[tuple[str, str]]
    """Number and Kazakh words of each letter before it, the newest first."""
    files: list[tuple[str, str]]
    """Key and name of each file: each letter as PDF with its photos behind it."""
    due_on: date | None
    until: datetime
    is_answered: bool
    replied_at: datetime | None
    language: str = "kk"


def referral_by_code(code: str, at: datetime) -> Referral:
    """Return the referral of a code as it was typed; a code whose time is over opens nothing, like a wrong one."""
    known = read_code(code)
    row = Referral.objects.filter(link_digest=link_digest(known), link_until__gt=at) if known else None
    found = row.select_related("office", "organization").first() if row is not None else None
    if found is None:
        raise MissingError("letter")
    return found


@dataclass(frozen=True)
class Key:
    """What a browser keeps of a link that it has opened: ``uuid`` names the referral and the turn of its link."""

    uuid: str
    language: str


def key_of(row: Referral) -> Key:
    """Return what a browser keeps of the link of a referral as it stands now."""
    return Key(f"{row.uuid}:{row.link_turn}", row.language)


def referral_of_link(key: str, at: datetime) -> Referral:
    """Return the referral that a signed cookie names, while that very link is good: one sent anew ends the one before."""
    uuid, _colon, turn = key.partition(":")
    rows = Referral.objects.filter(uuid=uuid, link_turn=int(turn or 0), link_until__gt=at)
    found = rows.select_related("office", "organization").first()
    if found is None:
        raise MissingError("letter")
    return found


def file_of_link(row: Referral, uuid: str) -> tuple[str, bytes]:
    """Return name and bytes of a file of the letter that a link shows; raise MissingError for any other."""
    files = [file for letter in _letters(row) for file in letter_files(letter)]
    found = next((file for file in files if str(file.uuid) == uuid), None)
    if found is None:
        raise MissingError("file")
    return found.name, file_content(found)


def _letters(row: Referral) -> list[Letter]:
    """Return the letters that went to the body that is asked, the newest first; raise MissingError where none did."""
    letters = Letter.objects.filter(referral=row, organization=row.organization_id, serial__isnull=False)
    found = list(letters.select_related("office", "referral").order_by("-pk"))
    if not found:
        raise MissingError("letter")
    return found


def opened(row: Referral) -> Opened:
    """Return what a link shows: the newest letter that went to this body; nothing of applicants that is not in it."""
    letter, *before = _letters(row)
    if letter.on is None or row.link_until is None:
        raise MissingError("letter")
    return Opened(
        uuid=str(row.uuid),
        office=row.office,
        organization=localized(row.organization, "name"),
        number=str(letter.number),
        on=letter.on,
        letters=[("kk", letter.body_kk or ""), ("ru", letter.body_ru or "")],
        earlier=[(str(each.number), each.body_kk or "") for each in before],
        files=[(str(file.uuid), file.name) for each in (letter, *before) for file in letter_files(each)],
        due_on=row.due_on,
        until=row.link_until,
        is_answered=ReplyState(row.reply_state) not in AWAITED,
        replied_at=row.replied_at,
    )
