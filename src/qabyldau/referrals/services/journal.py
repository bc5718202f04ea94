"""Numbers of the journal of outgoing and incoming papers; and files that are kept with them."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from qabyldau.core.crypto import SealedFolder
from qabyldau.core.models import locked
from qabyldau.offices.models import Office
from qabyldau.referrals.models import AuthorityReply, JournalCounter, Letter, ReferralFile

FILES = SealedFolder("referrals", "referral-file")
"""Where the files of letters and replies lie."""


def serial_take(*, office: Office, year: int, direction: str) -> int:
    """Return the next number of the journal, in the transaction that is open: a deed undone leaves no gap."""
    counter = locked(JournalCounter, office=office, year=year, direction=direction)
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last


@dataclass(frozen=True)
class Paper:
    """A file as it is, before it is kept."""

    name: str
    media_type: str
    content: bytes


def file_keep(*, owner: Letter | AuthorityReply, paper: Paper, at: datetime) -> ReferralFile:
    """Keep a file of a letter or a reply, encrypted, with its SHA-256."""
    return ReferralFile.objects.create(
        letter=owner if isinstance(owner, Letter) else None,
        reply=owner if isinstance(owner, AuthorityReply) else None,
        name=paper.name[:120],
        media_type=paper.media_type,
        size=len(paper.content),
        digest=hashlib.sha256(paper.content).hexdigest(),
        stored_as=FILES.keep(paper.content),
        made_at=at,
    )


def file_content(row: ReferralFile) -> bytes:
    """Return the bytes of a kept file; whoever serves it has asked for permission before."""
    return FILES.read(row.stored_as)
