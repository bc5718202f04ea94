"""The forms of the receptions, attacked: every field of every form with what no field expects, and the pages afterwards."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from qabyldau.core import clock
from qabyldau.meetings.models import Commitment, MobileReception
from qabyldau.meetings.rules import MobileState
from qabyldau.offices.models import Closure, Sitting
from tests.people import PASSWORD, World
from tests.receptions import Reception

STRANGE = (
    "", " ", "\0", "‮", "🙂", "-1", "0", "99999999999999999999", "1e999", "nan", "0000-00-00", "0001-01-01", "9999-12-31",
    "24:00", "00:00", "<script>alert(1)</script>", "=1+1", "x" * 30_000, "[]", "٣",
)  # fmt: skip
WORST = ("9999-12-31", "99999999999999999999", "0001-01-01", "\0")
FORMS = (
    "place-card", "place-hours", "place-service-new", "place-sitting-new", "place-closure-new", "place-election",
    "door-counters", "door-book", "day-plan", "mobile-plan", "register",
)  # fmt: skip
AFTER = (
    "/", "/offices/", "/offices/almaty/", "/book/", "/book/almaty/", "/book/almaty/general/", "/screen/almaty/",
    "/opendata/offices.json", "/opendata/offices.csv", "/opendata/offices.geojson", "/desk/door/", "/desk/days/",
    "/desk/mobile/", "/desk/place/closures/", "/desk/promises/", "/desk/offline/",
)  # fmt: skip


def signed_in(name: str) -> Client:
    client = Client()
    assert client.login(username=name, password=PASSWORD)
    return client


def who(world: World, address: str) -> Client:
    """Return somebody who may open a page."""
    for name in ("nurlan", "dana", "aizhan"):
        if (client := signed_in(name)).get(address).status_code == 200:
            return client
    raise AssertionError(address)


def form_of(client: Client, address: str) -> dict[str, str]:
    answer = client.get(address)
    page = answer.context["page"]
    form = getattr(page, "form", None)
    fields = list(form) if form is not None else []
    found = {field.html_name: field.value() for field in fields}
    return {name: str(value) for name, value in found.items() if value not in (None, False)}


def pages_stand(reception: Reception) -> None:
    desk = signed_in("nurlan")
    for address in AFTER:
        assert desk.get(address).status_code in {200, 302, 403, 404}, address


@pytest.mark.parametrize("name", FORMS)
def test_no_field_of_a_form_breaks_it_or_the_pages_that_show_it(
    world: World, reception: Reception, name: str
) -> None:
    address = reverse(f"desk:{name}")
    client = who(world, address)
    page = client.get(address).content.decode()
    names = set(re.findall(r'name="([a-z_0-9-]+)"', page)) - {"csrfmiddlewaretoken", "viewport"}
    usual = form_of(client, address)
    for said in STRANGE:
        assert client.post(address, dict.fromkeys(names, said)).status_code < 500, said
    for place, field in enumerate(sorted(names)):
        for said in (WORST[place % len(WORST)], ["a", "b"]):
            assert client.post(address, {**usual, field: said}).status_code < 500, (field, said)
    pages_stand(reception)


@pytest.mark.parametrize(
    ("first", "last"),
    [("0001-01-01", "0001-01-01"), ("0001-01-01", "9999-12-31"), ("9999-12-31", "9999-12-31")],
)
def test_a_closure_at_the_ends_of_time_breaks_no_page(
    world: World, reception: Reception, first: str, last: str
) -> None:
    nurlan = signed_in("nurlan")
    given = {"from_on": first, "to_on": last, "reason_kk": "Жөндеу"}
    answer = nurlan.post(reverse("desk:place-closure-new"), given)
    assert answer.status_code in {302, 422}
    pages_stand(reception)
    for row in Closure.objects.all():
        assert nurlan.get(reverse("desk:place-closure", args=[row.uuid])).status_code == 200


@pytest.mark.parametrize("on", ["0001-01-01", "9999-12-31"])
def test_a_day_at_the_ends_of_time_breaks_no_page(world: World, reception: Reception, on: str) -> None:
    day = date.fromisoformat(on)
    Sitting.objects.create(
        office=world.office, service=reception.general, on=day, begins="10:00", ends="12:00"
    )
    MobileReception.objects.create(
        office=world.office, on=day, title_kk="Ауылға", state=MobileState.PLANNED, made_at=clock.now()
    )
    Commitment.objects.create(office=world.office, body="Шам", due_on=day, made_at=clock.now(), by_key="x")
    pages_stand(reception)
    desk = signed_in("nurlan")
    for row, name in ((Sitting.objects.get(on=day), "day"), (MobileReception.objects.get(), "mobile")):
        assert desk.get(reverse(f"desk:{name}", args=[row.uuid])).status_code in {200, 403}


@pytest.mark.parametrize("said", STRANGE)
def test_no_press_at_the_door_breaks_it(world: World, reception: Reception, said: str) -> None:
    dana = signed_in("dana")
    for place, given in (
        ("take", {"key": said, "service": said, "language": said}),
        ("sit", {"counter": said}),
        ("arrive", {"code": said, "visit": said}),
        ("call", {}),
    ):
        assert dana.post(reverse(f"desk:door-{place}"), given).status_code < 500, place
    assert dana.get("/desk/door/", {"last": said}).status_code == 200
    assert dana.get("/desk/door/visits/", {"on": said}).status_code in {200, 404}
    assert signed_in("nurlan").get("/desk/door/waits/", {"from": said, "to": said}).status_code in {200, 404}
