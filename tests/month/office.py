"""Who plays in the month: one office with four who work on cases, twenty-five bodies of every temper, and those who write."""

import json
import random
from collections.abc import Callable
from dataclasses import dataclass

from qabyldau.accounts.models import User
from qabyldau.accounts.rules import Actor, Role
from qabyldau.flow.receive import IncomingAppeal
from qabyldau.intake.rules import IntakeChannel
from qabyldau.intake.services import Contact
from qabyldau.interfaces.cli.tables import text_of
from qabyldau.offices.models import Office
from qabyldau.offices.queries import actor_for, staff_of
from qabyldau.people.models import BodyContact, Organization
from qabyldau.people.rules import Delivery
from qabyldau.referrals.services.referring import Going
from tests.bodies import Register, make_body, make_register
from tests.moments import MONDAY_NOON
from tests.people import make_user

C = IntakeChannel
CHANNELS = {
    C.SITE: 40, C.TELEGRAM: 14, C.IN_PERSON: 12, C.EMAIL: 12, C.PHONE: 8, C.POST: 4, C.LETTER: 3, C.MEETING: 3,
    C.MOBILE: 2, C.DEPUTY_DAY: 1, C.REFERRED: 1,
}  # fmt: skip
"""Every channel, and how often somebody chooses it."""
BODIES = 25
WAYS = ("email", "email", "email", "link", "hand")
GONE = "gone"
"""How an address begins that takes no letter any more."""
WORKERS = ("saule", "kamila", "ruslan", "gulmira")


def make_bodies() -> None:
    """Make the register: the small one of other tests, and departments until there are twenty-five bodies."""
    register: Register = make_register()
    register.way(register.prosecutor)
    for number in range(Organization.objects.count(), BODIES):
        body = make_body(f"body-{number}", f"Алматы қаласының №{number} басқармасы", register.city)
        address = f"{GONE}-{number}@example.kz" if number % 12 == 0 else f"body-{number}@example.kz"
        register.way(body, theme="lighting", delivery=WAYS[number % len(WAYS)], address=address)


def make_staff(office: Office) -> None:
    """Give the office three more who work on cases."""
    for name in WORKERS[1:]:
        make_user(name, f"{name.title()} Мысалова", office, Role.CASEWORKER, "Іс жүргізуші")


@dataclass(frozen=True)
class Temper:
    """How a body behaves: the chance of a reply on a day, and of one that answers nothing."""

    answers: float
    empty: float


def temper_of(body: Organization) -> Temper:
    """Return the temper of a body: every fifth is silent, every fifth slow."""
    return (Temper(0, 0), Temper(0.04, 0.5), Temper(0.2, 0.2), Temper(0.3, 0.1), Temper(0.25, 0.3))[
        body.pk % 5
    ]


def going_to(body: Organization) -> Going:
    """Return how the register says that letters reach a body; by hand where it says nothing."""
    contact = BodyContact.objects.filter(organization=body).first()
    if contact is None:
        return Going(body)
    return Going(
        body, contact, Delivery(contact.delivery), contact.address if contact.delivery != "hand" else ""
    )


class People:
    """The office's staff as actors, by name."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self._actors: dict[str, Actor] = {}

    def actor(self, name: str) -> Actor:
        """Return a member of staff at work."""
        if name not in self._actors:
            user = User.objects.get(username=name)
            self._actors[name] = actor_for(user, staff_of(user), str(self.office.uuid), "desk")
        return self._actors[name]

    def key(self, name: str) -> str:
        """Return the uuid of a member of staff."""
        return str(User.objects.get(username=name).uuid)


class Writers:
    """Those who write: the words of the demonstration's appeals, over every channel, in both languages."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        rows = [json.loads(line) for line in text_of("demo/appeals.jsonl").splitlines() if line.strip()]
        self._words = [(row["text"], row["answer_language"]) for row in rows if len(row["text"]) < 900]

    def writes(self, key: str, at: object) -> IncomingAppeal:
        """Return one appeal as a door unpacks it."""
        channel = self.chance.choices(list(CHANNELS), list(CHANNELS.values()))[0]
        body, language = self.chance.choice(self._words)
        contact = self._contact(channel, key)
        return IncomingAppeal(
            key=key,
            kind=self.chance.choice(
                ["message", "message", "complaint", "application", "inquiry", "suggestion"]
            ),  # type: ignore[arg-type]
            body=body,
            answer_language=language,
            received_at=at,  # type: ignore[arg-type]
            channel=channel,
            contact=contact,
            consent_language="" if contact.is_empty else language,
        )

    def _contact(self, channel: IntakeChannel, key: str) -> Contact:
        number = key.rpartition("-")[2]
        if channel is C.TELEGRAM:
            return Contact(chat=str(7_000_000_000 + int(number)))
        address = f"{GONE if self.chance.random() < 0.03 else 'writer'}-{number}@example.kz"
        given: dict[IntakeChannel, Callable[[], Contact]] = {
            C.EMAIL: lambda: Contact(email=address),
            C.SITE: lambda: (
                Contact(name="Үлгі Жазушы", email=address) if self.chance.random() < 0.6 else Contact()
            ),
        }
        phone = Contact(name="Үлгі Келуші", phone=f"+7700{int(number):07d}")
        return given.get(channel, lambda: phone)()


FIRST_DAY = MONDAY_NOON.replace(hour=4)
"""Monday, 9:00 in Almaty."""
