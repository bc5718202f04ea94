"""One small world for all tests: two offices, their people, a calendar, a few themes.

Aigul brings an appeal, Saule works on it, Dana sits at the door, Nurlan leads the office, Bolat is a deputy, Aizhan his
aide, Zhanna audits, Erlan writes, Oleg runs the machine. Marat works in another office and must see nothing.
"""

from dataclasses import dataclass, field
from datetime import datetime, time

from qabyldau.accounts.models import User
from qabyldau.accounts.rules import Actor, Role, applicant, machine
from qabyldau.catalog.models import Category
from qabyldau.catalog.rules import AppealKind
from qabyldau.flow.read import take_in
from qabyldau.flow.receive import IncomingAppeal, Registered
from qabyldau.intake.rules import IntakeChannel
from qabyldau.intake.services import Contact
from qabyldau.interfaces.cli.reference import load_calendar
from qabyldau.offices.models import Office, Opening, Staff
from qabyldau.offices.queries import actor_for, staff_of
from tests.moments import MONDAY_NOON as MONDAY_NOON

PASSWORD = "a-long-enough-password"

PEOPLE = {
    "dana": ("Омарова Дана Серікқызы", Role.RECEPTIONIST, "Қабылдаушы"),
    "saule": ("Әбенова Сәуле Маратқызы", Role.CASEWORKER, "Іс жүргізуші"),
    "nurlan": ("Сейітов Нұрлан Асқарұлы", Role.MANAGER, "Қабылдау жетекшісі"),
    "bolat": ("Ермеков Болат Қайратұлы", Role.DEPUTY, "Депутат"),
    "aizhan": ("Төлегенова Айжан Ерланқызы", Role.AIDE, "Депутаттың көмекшісі"),
    "erlan": ("Жақсыбеков Ерлан Қанатұлы", Role.EDITOR, "Редактор"),
    "zhanna": ("Ким Жанна Сергеевна", Role.AUDITOR, "Аудитор"),
}

DARK_STREET = (
    "Сәлеметсіз бе! Біздің Абай көшесінде екі аптадан бері шам жанбайды. Балалар қараңғыда мектепке барады."
)
"""An appeal in Kazakh about a dark street."""


@dataclass
class World:
    """Everything a test needs to begin."""

    office: Office
    other: Office
    users: dict[str, User]
    category: Category
    at: datetime = field(default=MONDAY_NOON)

    def actor(self, name: str, door: str = "desk") -> Actor:
        """Return a member of staff acting in the first office they work in."""
        user = self.users[name]
        rows = staff_of(user)
        return actor_for(user, rows, str(rows[0].office.uuid) if rows else "", door)

    def appeal(self, body: str = DARK_STREET, *, key: str = "aigul-1", **changes: object) -> Registered:
        """Return Aigul's appeal, received by the site and read."""
        given: dict[str, object] = {
            "key": key,
            "kind": AppealKind.COMPLAINT,
            "body": body,
            "answer_language": "kk",
            "received_at": self.at,
            "channel": IntakeChannel.SITE,
            "contact": Contact(name="Айгүл Сапарова", phone="+77010000123"),
            "consent_language": "kk",
        }
        incoming = IncomingAppeal(**{**given, **changes})  # type: ignore[arg-type]
        return take_in(actor=applicant(str(self.office.uuid)), office=self.office, incoming=incoming)


def make_office(code: str, slug: str, name: str) -> Office:
    """Return an office open Monday to Friday, 10:00 to 18:00."""
    office = Office.objects.create(
        code=code, slug=slug, name_kk=name, name_ru=name, name_en=name, phone="+7 700 000 00 00"
    )
    hours = [Opening(office=office, weekday=day, opens=time(10), closes=time(18)) for day in range(1, 6)]
    Opening.objects.bulk_create(hours)
    return office


def make_user(
    username: str, full_name: str, office: Office | None, role: Role | None, position: str = ""
) -> User:
    """Return a user, with a role where an office is given."""
    user = User.objects.create_user(
        username, PASSWORD, full_name=full_name, is_operator=role is Role.OPERATOR
    )
    if office and role:
        Staff.objects.create(office=office, user=user, role=role, position_kk=position, position_ru=position)
    return user


def make_world() -> World:
    """Return the small world, made in the database."""
    load_calendar(machine("test"), MONDAY_NOON)
    office, other = (
        make_office("ALM", "almaty", "Алматы қабылдауы"),
        make_office("AST", "astana", "Астана қабылдауы"),
    )
    users = {name: make_user(name, *given[:1], office, *given[1:]) for name, given in PEOPLE.items()}
    users["marat"] = make_user("marat", "Дүйсенов Марат Болатұлы", other, Role.CASEWORKER, "Іс жүргізуші")
    users["oleg"] = make_user("oleg", "Иванов Олег Петрович", None, Role.OPERATOR)
    Staff.objects.filter(user=users["nurlan"]).update(reads_confidential=True)
    parent = Category.objects.create(
        code="lighting", name_kk="Жарықтандыру", name_ru="Освещение", name_en="Lighting"
    )
    category = Category.objects.create(
        code="lighting.street",
        parent=parent,
        name_kk="Көше шамдары",
        name_ru="Уличное освещение",
        name_en="Street lights",
    )
    return World(office, other, users, category)
