"""Several matters in one visit: each an appeal with its number, one slip for all, and the protocol that is signed."""

from typing import Any

import pytest

from qabyldau.answers.models import Feedback
from qabyldau.chain.models import Link
from qabyldau.core import clock
from qabyldau.intake.models import Appeal
from qabyldau.intake.queries import receipt_by_secret
from qabyldau.interfaces.desk.tests.test_door import deed, take
from qabyldau.interfaces.desk.tests.test_register import ADVICE
from qabyldau.interfaces.desk.tests.working import THEME, Desk, address, deeds_of, words
from qabyldau.visits.models import QueueTicket
from qabyldau.visits.queries.door import ticket_code
from tests.people import DARK_STREET, World

OTHER = "Үйіміздің жанындағы құдықтың қақпағы жоқ."


@pytest.fixture
def visit(dana: Desk) -> QueueTicket:
    ticket = take(dana)
    dana.post("door-call")
    deed(dana, ticket, "serve")
    return ticket


def said(**changes: str) -> dict[str, str]:
    given = {
        "key": "first", "channel": "in_person", "kind": "complaint", "body": DARK_STREET, "answer_language": "kk",
        "name": "Сапарова Айгүл Ерланқызы", "address": "Алматы, Абай көшесі, 12", "phone": "+77010000123", "consent": "on",
        "read_back": "on",
    }  # fmt: skip
    return given | changes


def slip(desk: Desk, visit: QueueTicket) -> Any:
    return desk.page("door-slip", visit.uuid)


def test_two_matters_of_one_visit_are_two_appeals_on_one_slip(dana: Desk, visit: QueueTicket) -> None:
    for key, body in (("a", DARK_STREET), ("b", OTHER)):
        answer = dana.post("door-matter", visit.uuid, **said(key=key, body=body))
        assert answer["Location"] == address("door-slip", visit.uuid)
    matters = slip(dana, visit).matters
    assert [receipt_by_secret(row.number, row.secret).appeal.text.body for row in matters] == [
        DARK_STREET, OTHER,
    ]  # fmt: skip
    assert Link.objects.filter(target_uuid=visit.uuid, relation="brought_at").count() == 2
    assert len(dana.page("door").matters) == 2
    deed(dana, visit, "done")
    assert Feedback.objects.get().ticket == visit


def test_the_slip_holds_nothing_of_the_sender_or_the_matter(dana: Desk, visit: QueueTicket) -> None:
    dana.post("door-matter", visit.uuid, **said())
    page = words(dana.get("door-slip", visit.uuid))
    for secret in ("Айгүл", "Сапарова", "Абай", "701", "шам", "complaint", "Шағым"):
        assert secret not in page
    code = ticket_code(visit)
    for shown in ("001", code[:5], "Омарова Д. С.", "Қабылдаушы", "Кезек талоны", "/review/"):
        assert shown in page
    assert page.index('lang="kk"') < page.index('lang="ru"')


def test_the_picture_of_the_slip_is_drawn_for_those_at_the_door(dana: Desk, visit: QueueTicket) -> None:
    answer = dana.get("door-qr", visit.uuid)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/svg+xml")


def test_secrets_are_printed_in_the_browser_that_registered_and_nowhere_else(
    world: World, dana: Desk, visit: QueueTicket
) -> None:
    dana.post("door-matter", visit.uuid, **said())
    assert slip(dana, visit).matters[0].secret
    assert slip(Desk(world, "dana"), visit).matters[0].secret == ""
    saule = Desk(world, "saule")
    saule.client.cookies["desk-slip"] = dana.client.cookies["desk-slip"].value
    assert slip(saule, visit).matters[0].secret == ""


def test_a_copy_of_the_coupon_voids_the_secret_of_the_slip(dana: Desk, visit: QueueTicket) -> None:
    dana.post("door-matter", visit.uuid, **said())
    dana.post("appeal-reprint", Appeal.objects.get().uuid)
    assert slip(dana, visit).matters[0].secret == ""


def test_a_matter_that_ends_with_advice_needs_no_name(dana: Desk, visit: QueueTicket) -> None:
    given = said(advice=ADVICE, category=THEME, name="", phone="", address="", consent="")
    assert dana.post("door-matter", visit.uuid, **given).status_code == 302
    appeal = Appeal.objects.get()
    assert appeal.applicant is None
    assert appeal.case_appeal.case.outcome == "advised_on_the_spot"


def test_what_was_typed_for_a_matter_is_not_lost(dana: Desk, visit: QueueTicket) -> None:
    answer = dana.post("door-matter", visit.uuid, **said(consent=""))
    assert answer.status_code == 422
    assert DARK_STREET in words(answer)
    assert "consent" in answer.context["page"].form.errors
    assert Appeal.objects.count() == 0


def test_whoever_was_signed_out_gets_the_text_back_and_returns_to_the_matter(
    dana: Desk, visit: QueueTicket
) -> None:
    dana.client.logout()
    answer = dana.post("door-matter", visit.uuid, **said())
    assert answer.status_code == 403
    assert DARK_STREET in words(answer)
    assert address("door-matter", visit.uuid) in answer.context["page"].sign_in_href


def test_whoever_was_signed_out_while_pressing_returns_to_the_door(dana: Desk, visit: QueueTicket) -> None:
    dana.client.logout()
    assert deed(dana, visit, "done")["Location"].endswith(f"next={address('door')}")


def test_the_protocol_has_what_the_law_asks_and_that_it_was_read_back(dana: Desk, visit: QueueTicket) -> None:
    dana.post("door-matter", visit.uuid, **said())
    appeal = Appeal.objects.get()
    assert appeal.read_back_at == appeal.received_at
    answer = dana.post("appeal-protocol", appeal.uuid)
    page = words(answer)
    for shown in ("Сапарова Айгүл Ерланқызы", "Алматы, Абай көшесі, 12", "Алматы қабылдауы", DARK_STREET):
        assert shown in page
    for shown in ("Ауызша жолданым хаттамасы", "Өтініш берушінің қолы", "Омарова Д. С.", "14.09.2026"):
        assert shown in page
    assert answer.context["page"].read_back_at is not None
    assert "intake.contact.seen" in deeds_of(appeal.uuid)


def test_a_protocol_is_in_the_language_of_the_visitor_first(dana: Desk, visit: QueueTicket) -> None:
    dana.post("door-matter", visit.uuid, **said(answer_language="ru", read_back=""))
    answer = dana.post("appeal-protocol", Appeal.objects.get().uuid)
    assert '<span lang="ru">Протокол устного обращения</span>' in words(answer)
    assert answer.context["page"].read_back_at is None


@pytest.mark.parametrize("name", ["marat", "bolat", "zhanna", "oleg"])
def test_others_see_neither_the_visit_nor_its_protocol(
    world: World, dana: Desk, visit: QueueTicket, name: str
) -> None:
    dana.post("door-matter", visit.uuid, **said())
    desk = Desk(world, name)
    assert desk.get("door-matter", visit.uuid).status_code in {403, 404}
    assert desk.post("appeal-protocol", Appeal.objects.get().uuid).status_code in {403, 404}


def test_what_another_receptionist_registered_is_a_number_alone(
    world: World, dana: Desk, visit: QueueTicket
) -> None:
    Desk(world, "nurlan").post("door-matter", visit.uuid, **said())
    row = dana.page("door").matters[0]
    assert (row.href, bool(row.number)) == ("", True)


def test_the_slip_shows_the_clock_of_its_office(world: World, dana: Desk, visit: QueueTicket) -> None:
    world.office.zone = "Etc/GMT-14"
    world.office.save(update_fields=["zone"])
    shown = clock.wall(visit.came_at, "Etc/GMT-14")
    assert f"{shown:%d.%m.%Y %H:%M}" in words(dana.get("door-slip", visit.uuid))
