"""A case that goes to an authority, for tests: the register, the plan, and a day to come."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import Message as Mail

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as Handler

from qabyldau.casework.models import Case
from qabyldau.flow.receive import Registered
from qabyldau.flow.refer.sending import Plan, refer_case
from qabyldau.flow.triage import Decision, open_case
from qabyldau.people.models import BodyContact, Organization
from qabyldau.people.rules import Delivery
from qabyldau.referrals.models import Letter, Referral
from qabyldau.referrals.rules.moves import ReplyWay
from qabyldau.referrals.services.referring import Going
from qabyldau.referrals.services.replies import Reply
from tests.bodies import Register, make_register
from tests.installations import free_port
from tests.people import MONDAY_NOON, World, make_world

GOOD = "Абай көшесіндегі 5 шам 2026 жылғы 10 қыркүйекте ауыстырылды, енді жарық бар. Жауапты: Әли Үлгібаев."
EMPTY = "Сіздің өтінішіңіз қаралды және назарға алынды."


class Mailbox(Handler):
    """Keeps what arrives."""

    def __init__(self) -> None:
        super().__init__()
        self.letters: list[Mail] = []

    def handle_message(self, message: Mail) -> None:
        """Keep one letter."""
        self.letters.append(message)


@pytest.fixture
def mailbox(settings: object) -> Iterator[Mailbox]:
    """A mail server that takes everything."""
    box, port = Mailbox(), free_port()
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_URL = f"smtp://127.0.0.1:{port}"  # type: ignore[attr-defined]
    yield box
    server.stop()


@dataclass
class Referring:
    """The small world with a register of bodies and one open case."""

    world: World
    register: Register
    registered: Registered
    case: Case

    def going(self, body: Organization | None = None) -> Going:
        """Return to whom and how, as the register says."""
        body = body or self.register.lights
        contact = BodyContact.objects.filter(organization=body).first()
        if contact is None:
            return Going(body)
        return Going(body, contact, Delivery(contact.delivery), contact.address)

    def plan(self, *bodies: Organization, **changes: object) -> Plan:
        """Return a plan for these bodies, or for the one in charge of lights."""
        goings = [self.going(body) for body in bodies] or [self.going()]
        return Plan(**{"goings": goings, "matter": "Абай көшесінде шам жанбайды.", **changes})  # type: ignore[arg-type]

    def refer(self, *bodies: Organization, by: str = "saule", **changes: object) -> list[Referral]:
        """Return the referrals that somebody made of the case."""
        plan = self.plan(*bodies, **changes)
        return refer_case(
            actor=self.world.actor(by), case_uuid=str(self.case.uuid), plan=plan, at=self.world.at
        )

    def letter(self) -> Letter:
        """Return the newest letter."""
        return Letter.objects.select_related("office", "referral").order_by("-pk")[0]

    def fresh(self) -> Case:
        """Return the case as it stands."""
        return Case.objects.get(pk=self.case.pk)


def make_referring(**appeal: object) -> Referring:
    """Return a case about a dark street, opened by Saule."""
    return referring_in(make_world(), **appeal)


def referring_in(world: World, **appeal: object) -> Referring:
    """Return a case about a dark street in a world that is there already."""
    register = make_register()
    registered = world.appeal(**{"key": "referred", **appeal})  # type: ignore[arg-type]
    saule, uuid = world.actor("saule"), str(registered.appeal.uuid)
    case = open_case(actor=saule, appeal_uuid=uuid, decision=Decision("lighting.street"), at=MONDAY_NOON)
    return Referring(world, register, registered, case)


def day(number: int) -> datetime:
    """Return the moment so many days after Monday noon."""
    return MONDAY_NOON + timedelta(days=number)


def reply(body: str = GOOD, at: datetime = MONDAY_NOON, **changes: object) -> Reply:
    """Return a reply as it came."""
    return Reply(**{"body": body, "way": ReplyWay.HAND, "received_at": at, **changes})  # type: ignore[arg-type]
