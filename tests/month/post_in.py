"""Letters that come in as a mailbox has them: each once, and some of them once more under another number of the mailbox."""

import random
from datetime import datetime
from itertools import count

from qabyldau.flow.mail.taking import Came, take_mail
from qabyldau.flow.post.codes import reply_address
from qabyldau.history.rules import Target
from qabyldau.mailroom.models import Mail
from qabyldau.referrals.models import Referral
from tests.mailbox import letter

REPEATED = 0.25
"""How often a mailbox brings the same letter again, as one does after its numbers have changed."""


class PostIn:
    """The mailbox: what lies there is taken in, also what lies there twice."""

    def __init__(self, chance: random.Random) -> None:
        self.chance, self.numbers, self.repeated = chance, count(1), 0

    def brings(self, body: str, sender: str, at: datetime, to: str = "") -> Mail:
        """Take in one letter, and sometimes the same one again: the second time nothing comes of it."""
        raw = letter(body, sender=sender, **({"to": to} if to else {})).as_bytes()
        row = take_mail(raw, self._came(raw), at)
        assert row is not None
        if self.chance.random() < REPEATED:
            self.repeated += 1
            assert take_mail(raw, self._came(raw), at) is None, "a letter was taken in twice"
        return Mail.objects.get(pk=row.pk)

    def replies(self, row: Referral, body: str, at: datetime) -> Mail:
        """Take in what a body answers to the reply address of its letter."""
        to = reply_address(Target("referrals.referral", str(row.uuid)), "", at)
        address = row.contact.address if row.contact else ""
        return self.brings(body, address, at, to)

    def _came(self, raw: bytes) -> Came:
        return Came(f"1:{next(self.numbers)}", len(raw))
