"""A small register of bodies for tests: an akimat over two departments, and how letters reach them."""

from dataclasses import dataclass
from datetime import date

from qabyldau.areas.models import Area, AreaKind
from qabyldau.catalog.models import Category
from qabyldau.people.models import BodyContact, Membership, Organization, Person, Post


@dataclass(frozen=True)
class Register:
    """What tests of referrals need: places, bodies, and their rows."""

    city: Area
    district: Area
    akimat: Organization
    lights: Organization
    roads: Organization
    prosecutor: Organization

    def way(self, body: Organization, **changes: object) -> BodyContact:
        """Return a new row of the register for a body."""
        given: dict[str, object] = {
            "code": f"{body.code}-{BodyContact.objects.count()}",
            "delivery": "email",
            "address": f"{body.code}@example.kz",
        }
        return BodyContact.objects.create(organization=body, **{**given, **changes})


def make_body(code: str, name: str, area: Area, kind: str = "department", **changes: object) -> Organization:
    """Return a body that all offices share."""
    return Organization.objects.create(
        code=code,
        kind=kind,
        name_kk=name,
        name_ru=f"{name} (ru)",
        name_en=f"{name} (en)",
        area=area,
        **changes,
    )


def make_register() -> Register:
    """Return the small register, made in the database."""
    kind = AreaKind.objects.create(code="city", name_kk="Қала")
    city = Area.objects.create(code="almaty", kind=kind, name_kk="Алматы қаласы", name_ru="Алматы")
    district = Area.objects.create(code="almaly", kind=kind, name_kk="Алмалы ауданы", parent=city)
    Category.objects.create(code="roads", name_kk="Жолдар", name_ru="Дороги", name_en="Roads")
    akimat = make_body("akimat", "Алматы қаласының әкімдігі", city, "akimat")
    lights = make_body("lights", "Энергетика басқармасы", city)
    roads = make_body("roads", "Жол басқармасы", city)
    prosecutor = make_body("prosecutor", "Алматы қаласының прокуратурасы", city, "prosecutor")
    register = Register(city, district, akimat, lights, roads, prosecutor)
    register.way(akimat, code="akimat-any")
    register.way(lights, code="lights-lighting", theme="lighting")
    register.way(roads, code="roads-roads", theme="roads", delivery="link")
    post = Post.objects.create(
        code="head-lights", organization=lights, role="head", label_kk="Басқарма басшысы",
        label_ru="Руководитель управления",
    )  # fmt: skip
    person = Person.objects.create(code="ali", name="Үлгібаев Әли Сынақұлы", is_invented=True)
    Membership.objects.create(person=person, organization=lights, post=post, start_on=date(2025, 1, 1))
    return register
