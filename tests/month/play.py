"""The processes of the month; started as ``python -m tests.month.play WHO …`` inside an installation, told what to do by lines.

``office SEED TOTAL DAYS`` plays deeds: a line ``day N MOMENT`` lets everybody act, ``chase MOMENT`` looks for who is late,
``end MOMENT`` checks all and says what came of it. ``post`` sends what waits at the moment on each line.
"""

import contextlib
import io
import json
import random
import sys
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import django

django.setup()

import time_machine  # noqa: E402
from django.db.models import Count  # noqa: E402

from qabyldau.accounts.rules import applicant  # noqa: E402
from qabyldau.answers.models import Delivery  # noqa: E402
from qabyldau.casework.models import Case  # noqa: E402
from qabyldau.flow.linking.suggest import suggest_links  # noqa: E402
from qabyldau.flow.read import take_in  # noqa: E402
from qabyldau.flow.refer.chase import chase_all  # noqa: E402
from qabyldau.flow.tell import send_waiting  # noqa: E402
from qabyldau.flow.working.terms import sweep_questions  # noqa: E402
from qabyldau.history.queries import flaws  # noqa: E402
from qabyldau.intake.models import Appeal  # noqa: E402
from qabyldau.intake.rules import IntakeChannel  # noqa: E402
from qabyldau.interfaces.cli.main import main as command  # noqa: E402
from qabyldau.messages.models import Channel, Message  # noqa: E402
from qabyldau.offices.queries import office_by  # noqa: E402
from qabyldau.referrals.models import Letter, Referral  # noqa: E402
from tests.month.bodies import Bodies  # noqa: E402
from tests.month.office import People, Writers, make_bodies, make_staff  # noqa: E402
from tests.month.post_in import PostIn  # noqa: E402
from tests.month.staff import Staff  # noqa: E402

SWEEPS = 200
REPEATED = {IntakeChannel.EMAIL: 0.2, IntakeChannel.SITE: 0.05, IntakeChannel.TELEGRAM: 0.1}
"""How often a channel brings the same thing again: a mailbox repeats a message, a browser sends a form twice."""


class Office:
    """The office's month in one process: what is played depends on the seed and the clock alone."""

    def __init__(self, seed: str, total: str, days: str) -> None:
        chance = random.Random(int(seed))  # noqa: S311  (chance of a test)
        self.chance, self.total, self.days = chance, int(total), int(days)
        self.office = office_by(code="ALM")
        make_bodies()
        make_staff(self.office)
        people = People(self.office)
        type(self.office).objects.filter(pk=self.office.pk).update(mail_becomes_appeal=True)
        self.post = PostIn(chance)
        self.writers, self.staff = Writers(chance), Staff(chance, people)
        self.bodies = Bodies(chance, people, self.post)
        self.written: list[str] = []
        self.repeated = 0

    def day(self, number: str, moment: str) -> dict[str, Any]:
        """Let people write, staff work and bodies answer on one day; a day that the clock plays twice brings nobody new."""
        at = datetime.fromisoformat(moment)
        wanted = self.total * (int(number) + 1) // self.days
        while len(self.written) < wanted:
            self._writes(at - timedelta(minutes=self.chance.randint(1, 500)))
        sweep_questions(at)
        self.bodies.day(at)
        self.staff.day(at)
        return {"appeals": len(self.written), "refused": sum(self.staff.refused.values())}

    def _writes(self, at: datetime) -> None:
        key = f"month-{len(self.written)}"
        incoming = self.writers.writes(key, at)
        if incoming.channel is IntakeChannel.EMAIL and self.chance.random() < 0.7:
            mail = self.post.brings(incoming.body, incoming.contact.email, at)
            self.written.append(Appeal.objects.get(uuid=mail.about_uuid).number)
            return
        actor = applicant(str(self.office.uuid))
        found = take_in(actor=actor, office=self.office, incoming=incoming)
        assert found.is_new
        self.written.append(found.number)
        suggest_links(found.appeal.pk, at)
        if self.chance.random() < REPEATED.get(incoming.channel, 0):
            again = take_in(actor=actor, office=self.office, incoming=incoming)
            assert (again.number, again.is_new) == (found.number, False)
            self.repeated += 1

    def chase(self, moment: str) -> dict[str, Any]:
        """Look twice for who is late; the second look finds nothing."""
        at = datetime.fromisoformat(moment)
        first, second = chase_all(at), chase_all(at)
        return {"late": first[0], "written": first[1], "again": list(second)}

    def end(self, moment: str) -> dict[str, Any]:
        """Check all, and say what came of the month."""
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            code = command(["casework", "check", "--json"])
        return {
            "code": code,
            **json.loads(said.getvalue()),
            "written": len(self.written),
            "repeated": {"doors": self.repeated, "mailbox": self.post.repeated},
            "lost": sorted(set(self.written) - set(Appeal.objects.values_list("number", flat=True))),
            "flaws": len(list(flaws())),
            "statuses": _tally(Case, "status"),
            "referred": _tally(Referral, "reply_state"),
            "letters": _tally(Letter, "kind", "send_state"),
            "messages": _tally(Message, "channel", "state"),
            "mail": _mail(),
            "deliveries": Delivery.objects.count(),
            "notices": Message.objects.filter(kind="answers.answer").count(),
            "done": self.staff.done,
            "refused": self.staff.refused,
        }


def _tally(model: Any, *fields: str) -> dict[str, int]:
    rows = model.objects.values_list(*fields).annotate(times=Count("pk")).order_by(*fields)
    return {" ".join(map(str, row[:-1])): row[-1] for row in rows}


def _mail() -> dict[str, str]:
    """Return the state of every message that leaves by e-mail, by its Message-ID; letters bear their own."""
    letters = dict(Message.objects.filter(about_kind="referrals.letter").values_list("pk", "about_uuid"))
    rows = Message.objects.filter(channel=Channel.EMAIL).order_by("pk").values_list("pk", "uuid", "state")
    return {f"<{letters.get(pk, uuid)}@qabyldau>": state for pk, uuid, state in rows}


class Post:
    """The worker that sends: killed and started anew."""

    def send(self, moment: str) -> dict[str, Any]:
        """Send what waits at a moment."""
        at = datetime.fromisoformat(moment)
        sent = Counter[str]()
        for _ in range(SWEEPS):
            went = send_waiting(at)
            sent["sent"] += went
            if not went:
                break
        return dict(sent)


def listen(player: object) -> None:
    """Do what each line says at the moment that ends it, and answer with one line of JSON."""
    print("ready", flush=True)
    for line in sys.stdin:
        deed, *given = line.split()
        with time_machine.travel(datetime.fromisoformat(given[-1]), tick=True):
            found = getattr(player, deed)(*given)
        print(json.dumps(found, default=str), flush=True)


WHO: dict[str, Callable[..., object]] = {"office": Office, "post": Post}

if __name__ == "__main__":
    listen(WHO[sys.argv[1]](*sys.argv[2:]))
