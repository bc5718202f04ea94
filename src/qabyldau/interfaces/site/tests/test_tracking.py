"""Aigul follows her appeal with a number and a secret; nobody else gets in, and nobody learns anything."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from qabyldau.casework.models import Deadline
from qabyldau.casework.queries import case_of
from qabyldau.casework.rules.deadlines import Clock, Extension
from qabyldau.casework.rules.moves import Outcome
from qabyldau.casework.services.deadlines import deadline_extend
from qabyldau.core import clock, ids
from qabyldau.flow.act import ask_applicant
from qabyldau.flow.answer import Closing, answer_case, close_case, reopen_for_applicant, withdraw_appeal
from qabyldau.flow.receive import Registered
from qabyldau.flow.triage import Decision, join_case, open_case
from qabyldau.intake.services import receipt_issue
from qabyldau.interfaces.site.tests.walking import opened, receipt, unnamed
from qabyldau.worklists.queries.lists import counts_up_to
from qabyldau.worklists.rules import Shelf
from tests.people import DARK_STREET, MONDAY_NOON, World

pytestmark = pytest.mark.django_db
ANSWER = "Шам ауыстырылды, тексеріп көріңіз."


@pytest.fixture(autouse=True)
def _noon() -> object:
    with time_machine.travel(MONDAY_NOON + timedelta(hours=3)) as traveller:
        yield traveller


def case_uuid(world: World, registered: Registered) -> str:
    """Return the case that Saule opened for an appeal."""
    decision = Decision("lighting.street")
    uuid = str(registered.appeal.uuid)
    return str(
        open_case(actor=world.actor("saule"), appeal_uuid=uuid, decision=decision, at=clock.now()).uuid
    )


def answered(world: World, registered: Registered) -> str:
    """Return the case of an appeal that Saule answered."""
    uuid = case_uuid(world, registered)
    answer_case(actor=world.actor("saule"), case_uuid=uuid, body=ANSWER, version=0, at=clock.now())
    return uuid


def test_aigul_sees_her_words_who_has_them_and_by_when(world: World, client: Client) -> None:
    registered = world.appeal()
    case_uuid(world, registered)
    words = opened(client, registered.number, registered.secret).content.decode()
    for said in (DARK_STREET, "Іс жүргізуші", "Алматы қабылдауы", "+7 700 000 00 00"):
        assert said in words
    assert "Сәуле" not in words


def test_both_clocks_are_shown_with_date_days_left_and_the_reckoning(world: World, client: Client) -> None:
    registered = world.appeal()
    words = opened(client, registered.number, registered.secret).content.decode().replace("\xa0", " ")
    for said in ("2026 ж. 28 қыркүйек", "2026 ж. 5 қазан", "10 жұмыс күні қалды", "15 жұмыс күні қалды"):
        assert said in words
    assert words.count("reckoning__day--off") > 4


def test_the_answer_is_shown_in_its_own_language(world: World, client: Client) -> None:
    registered = world.appeal()
    answered(world, registered)
    words = opened(client, registered.number, registered.secret).content.decode()
    assert f'lang="kk">{ANSWER}' in words


def test_an_extension_shows_the_date_before_and_its_reason(world: World, client: Client) -> None:
    registered = world.appeal()
    case_uuid(world, registered)
    case = case_of(registered.appeal)
    until = MONDAY_NOON.date() + timedelta(days=28)
    longer = Extension(until, "Сараптама керек", "Сейітов Н. А.")
    deadline_extend(
        actor=world.actor("nurlan"), case=case, clock=Clock.AUTHORITY, extension=longer, at=clock.now()
    )
    words = opened(client, registered.number, registered.secret).content.decode().replace("\xa0", " ")
    assert "Сараптама керек" in words
    assert "2026 ж. 5 қазан" in words
    assert "2026 ж. 12 қазан" in words


def test_a_question_is_answered_on_the_page(world: World, client: Client) -> None:
    registered = world.appeal()
    uuid = case_uuid(world, registered)
    ask_applicant(
        actor=world.actor("saule"), case_uuid=uuid, question="Қай бағана?", version=0, at=clock.now()
    )
    page = opened(client, registered.number, registered.secret).content.decode()
    assert "Қай бағана?" in page
    action = page.split("/reply/")[1].split('/"')[0]
    address = f"/track/{registered.number}/reply/{action}/"
    empty = client.post(address, {f"reply-{action}-words": " "}).content.decode()
    assert "<title>Қате:" in empty
    answer = client.post(address, {f"reply-{action}-words": "114-бағана"}, follow=True)
    assert "114-бағана" in answer.content.decode()


def test_aigul_who_is_not_content_opens_her_appeal_again(world: World, client: Client) -> None:
    registered = world.appeal()
    uuid = answered(world, registered)
    close_case(actor=world.actor("saule"), case_uuid=uuid, closing=Closing(Outcome.SATISFIED), at=clock.now())
    opened(client, registered.number, registered.secret)
    address = f"/track/{registered.number}/reopen/"
    assert "<title>Қате:" in client.post(address, {"reopen-words": ""}).content.decode()
    words = client.post(address, {"reopen-words": "Шам әлі жанбайды"}, follow=True).content.decode()
    assert "Шам әлі жанбайды" in words
    again = client.post(address, {"reopen-words": "Тағы да"})
    assert again.status_code == 409
    assert "Тағы да" in again.content.decode()


def test_aigul_takes_her_appeal_back_and_the_work_ends(world: World, client: Client) -> None:
    registered = world.appeal()
    case_uuid(world, registered)
    opened(client, registered.number, registered.secret)
    address = f"/track/{registered.number}/withdraw/"
    words = client.post(address, follow=True).content.decode()
    assert "Сіз бұл жолданымды қайтарып алдыңыз" in words
    assert '/withdraw/"' not in words
    assert (case_of(registered.appeal).status, case_of(registered.appeal).outcome) == ("closed", "withdrawn")
    assert client.post(address).status_code == 409


def test_an_appeal_nobody_took_up_can_be_taken_back_too(world: World, client: Client) -> None:
    registered = world.appeal()
    opened(client, registered.number, registered.secret)
    client.post(f"/track/{registered.number}/withdraw/")
    waiting = counts_up_to(world.actor("saule"), today=MONDAY_NOON.date(), limit=10)[Shelf.NEW]
    assert waiting == 0
    assert not Deadline.objects.filter(met_at__isnull=True).exists()


@pytest.mark.parametrize("is_opened", [False, True])
def test_an_appeal_taken_back_says_so_first_and_owes_nothing(
    world: World, client: Client, *, is_opened: bool
) -> None:
    registered = world.appeal()
    if is_opened:
        case_uuid(world, registered)
    opened(client, registered.number, registered.secret)
    client.post(f"/track/{registered.number}/withdraw/")
    shown = client.get(f"/track/{registered.number}/")
    page, words = shown.context["page"], shown.content.decode()
    assert "<h1>Сіз бұл жолданымды қайтарып алдыңыз</h1>" in words
    assert "Орындалды" not in words
    assert (page.terms, page.steps[-1].is_now, len(page.steps)) == ([], True, 3 if is_opened else 2)


def test_a_kept_date_is_told_with_the_day_it_was_kept_and_the_last_day(world: World, client: Client) -> None:
    registered = world.appeal()
    answered(world, registered)
    shown = opened(client, registered.number, registered.secret)
    ours = shown.context["page"].terms[0]
    assert (ours.met_on, ours.was_late) == (clock.local_date(clock.now(), "Asia/Almaty"), False)
    words = shown.content.decode().replace("\xa0", " ")
    assert "Соңғы күні: 2026 ж. 28 қыркүйек." in words


def test_an_answer_after_the_last_day_is_called_late(
    world: World, client: Client, _noon: time_machine.Traveller
) -> None:
    registered = world.appeal()
    uuid = case_uuid(world, registered)
    _noon.shift(timedelta(days=60))
    answer_case(actor=world.actor("saule"), case_uuid=uuid, body=ANSWER, version=0, at=clock.now())
    shown = opened(client, registered.number, registered.secret)
    assert all(term.was_late for term in shown.context["page"].terms)
    assert shown.content.decode().count("Кешігіп орындалды") == 2


def test_who_joined_the_same_matter_keeps_the_work_going(world: World, client: Client) -> None:
    first, second = world.appeal(), world.appeal(key="second")
    uuid = case_uuid(world, first)
    join_case(actor=world.actor("saule"), appeal_uuid=str(second.appeal.uuid), case_uuid=uuid, at=clock.now())
    withdraw_appeal(appeal=first.appeal, at=clock.now())
    assert case_of(second.appeal).status == "assigned"


def test_an_unnamed_sender_comes_back_with_the_coupon_alone(world: World, client: Client) -> None:
    number, secret = receipt(client, who=unnamed())
    stranger = Client()
    assert "шам жанбайды" in opened(stranger, number, secret).content.decode()


def test_wrong_pairs_of_every_sort_look_alike(world: World, client: Client) -> None:
    number = world.appeal().number
    pairs = [(number, "AAAAAAAAAA"), ("000000000", "AAAAAAAAAA"), (number, "қысқа"), ("55", "AAAAAAAAAA")]
    pages = []
    for given, secret in pairs:
        answer = client.post("/track/", {"number": given, "secret": secret})
        pages.append(answer.content.decode().replace(given, "N").replace(secret, "S"))
        assert answer.status_code == 200
    tokens = [page.split('csrfmiddlewaretoken" value="')[1].split('"')[0] for page in pages]
    assert len({page.replace(token, "") for page, token in zip(pages, tokens, strict=True)}) == 1


def test_the_eleventh_wrong_pair_of_an_hour_waits_and_says_how_long(world: World, client: Client) -> None:
    codes = []
    for number in range(11):
        answer = client.post("/track/", {"number": "000000000", "secret": f"AAAAAAAA{number:02d}"})
        codes.append(answer.status_code)
    assert codes == [200] * 10 + [429]
    assert answer.headers["Retry-After"] == "360"


def test_one_number_takes_thirty_wrong_secrets_a_day_from_wherever(world: World) -> None:
    number = world.appeal().number
    codes = [
        Client(REMOTE_ADDR=f"10.0.0.{source}")
        .post("/track/", {"number": number, "secret": "AAAAAAAAAA"})
        .status_code
        for source in range(31)
    ]
    assert codes == [200] * 30 + [429]


def test_three_hundred_guesses_over_thirty_numbers_open_nothing(world: World) -> None:
    numbers = [world.appeal(key=f"k{n}").number for n in range(30)]
    answers = [
        Client(REMOTE_ADDR=f"10.0.{turn}.{place}").post(
            "/track/", {"number": number, "secret": f"GUESS{turn:05d}"}
        )
        for turn in range(10)
        for place, number in enumerate(numbers)
    ]
    assert {answer.status_code for answer in answers} == {200}
    assert not any("ticket" in answer.cookies for answer in answers)


def test_households_behind_one_ipv6_prefix_count_as_one(world: World) -> None:
    codes = [
        Client(REMOTE_ADDR=f"2001:db8::{n:x}").post("/track/", {"number": "1", "secret": "x"}).status_code
        for n in range(11)
    ]
    assert codes[-1] == 429


def test_the_ticket_lasts_half_an_hour_is_strict_and_opens_one_appeal(
    world: World, client: Client, _noon: object
) -> None:
    mine, other = world.appeal(), world.appeal(key="other")
    opened(client, mine.number, mine.secret)
    ticket = client.cookies["ticket"]
    assert (ticket["httponly"], ticket["samesite"], ticket["max-age"]) == (True, "Strict", 1800)
    assert DARK_STREET in client.get(f"/track/{mine.number}/").content.decode()
    assert DARK_STREET not in client.get(f"/track/{other.number}/").content.decode()
    _noon.shift(timedelta(minutes=31))
    assert DARK_STREET not in client.get(f"/track/{mine.number}/").content.decode()


def test_leaving_forgets_the_ticket(world: World, client: Client) -> None:
    registered = world.appeal()
    opened(client, registered.number, registered.secret)
    client.post("/track/leave/")
    assert DARK_STREET not in client.get(f"/track/{registered.number}/").content.decode()


def test_without_a_ticket_nothing_is_written(world: World, client: Client) -> None:
    registered = world.appeal()
    answered(world, registered)
    answer = client.post(f"/track/{registered.number}/reopen/", {"reopen-words": "Бөтен"})
    assert answer.headers["Location"] == f"/track/{registered.number}/"
    assert case_of(registered.appeal).status == "answered"


def test_forms_of_other_sites_are_refused(world: World) -> None:
    careful = Client(enforce_csrf_checks=True)
    for address in ("/appeal/kind/", "/appeal/check/", "/track/", "/track/leave/", "/appeal/forget/"):
        assert careful.post(address, {}).status_code == 403


def test_what_changes_something_is_not_done_by_a_link(world: World, client: Client) -> None:
    for address in ("/track/leave/", "/appeal/forget/", "/track/000000000/reopen/"):
        assert client.get(address).status_code == 405


def test_a_late_appeal_is_late_by_working_days(
    world: World, client: Client, _noon: time_machine.Traveller
) -> None:
    registered = world.appeal()
    _noon.move_to(MONDAY_NOON + (registered.due_on - MONDAY_NOON.date()) + timedelta(days=7))
    words = opened(client, registered.number, registered.secret).content.decode()
    assert "5 жұмыс күніне кешікті" in words


def test_what_aigul_wrote_on_reopening_is_not_shown_to_who_joined_her_case(
    world: World, client: Client
) -> None:
    first, second = world.appeal(), world.appeal(key="second")
    uuid = case_uuid(world, first)
    join_case(actor=world.actor("saule"), appeal_uuid=str(second.appeal.uuid), case_uuid=uuid, at=clock.now())
    answer_case(actor=world.actor("saule"), case_uuid=uuid, body=ANSWER, version=0, at=clock.now())
    reopen_for_applicant(appeal=first.appeal, reason="12-пәтердегі Айгүлмін, әлі қараңғы", at=clock.now())
    words = opened(client, second.number, second.secret).content.decode()
    assert "Айгүлмін" not in words
    assert "қайта ашылды" in words


def test_a_coupon_that_is_void_closes_the_browser_that_it_opened(world: World, client: Client) -> None:
    registered = world.appeal()
    opened(client, registered.number, registered.secret)
    address = f"/track/{registered.number}/"
    assert DARK_STREET in client.get(address).content.decode()
    receipt_issue(
        actor=world.actor("dana"), appeal=registered.appeal, secret=ids.new_secret(), due_on=registered.due_on,
        at=clock.now(), is_copy=True,
    )  # fmt: skip
    assert DARK_STREET not in client.get(address).content.decode()
