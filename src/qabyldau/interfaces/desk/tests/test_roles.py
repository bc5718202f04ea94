"""What each role sees of the desk and what it may press."""

import pytest

from qabyldau.accounts.rules import Role
from qabyldau.casework.models import Case
from qabyldau.interfaces.desk.tests.working import THEME, Desk, address, opened, words
from qabyldau.offices.models import Staff
from tests.people import DARK_STREET, World

PLACES = {
    "dana": ["Inbox", "Register", "Door", "Reviews", "Reception"],
    "saule": [
        "Inbox",
        "My day",
        "Register",
        "Door",
        "Letters to authorities",
        "Bodies",
        "Reviews",
        "Reception",
        "Figures",
    ],
    "nurlan": [
        "Inbox",
        "My day",
        "Register",
        "Door",
        "Letters to authorities",
        "Bodies",
        "Reviews",
        "Reception",
        "Figures",
        "History",
    ],
    "bolat": ["Inbox", "My day", "Reviews", "Reception", "Figures"],
    "aizhan": ["Inbox", "My day", "Reviews", "Reception", "Figures"],
    "erlan": ["Reviews", "Reception", "Figures"],
    "zhanna": ["Reviews", "Reception", "Figures", "History"],
    "oleg": ["Bodies", "System"],
}
ADDRESSES = {
    "Inbox": "inbox",
    "My day": "today",
    "Register": "register",
    "Door": "door",
    "Letters to authorities": "referrals",
    "Bodies": "bodies",
    "Reviews": "reviews",
    "Reception": "reception",
    "Figures": "numbers",
    "History": "history",
    "System": "system",
}
WORK = {"answer", "ask", "note", "close", "begin"}


@pytest.mark.parametrize("name", PLACES)
def test_the_bar_offers_what_is_open_and_all_else_is_closed(world: World, name: str) -> None:
    desk = Desk(world, name)
    seen = {label: desk.get(place) for label, place in ADDRESSES.items()}
    assert [label for label, answer in seen.items() if answer.status_code == 200] == PLACES[name]
    assert {answer.status_code for label, answer in seen.items() if label not in PLACES[name]} <= {403}
    for label in PLACES[name]:
        bar = seen[label].context["page"].bar
        assert [place.label for place in bar.places] == PLACES[name]
        assert [place.label for place in bar.places if place.is_current] == [label]


@pytest.mark.parametrize("name", PLACES)
def test_the_name_of_the_office_leads_to_a_page_that_opens(world: World, name: str) -> None:
    desk = Desk(world, name)
    page = words(desk.get(ADDRESSES[PLACES[name][-1]]))
    home = page.split('class="brand" href="')[1].split('"')[0]
    assert desk.client.get(home).status_code == 200


@pytest.mark.parametrize(
    ("name", "tabs"),
    [
        ("dana", ["Registered by me"]),
        ("saule", ["New", "Mine", "My team's", "Open", "Late", "Closed"]),
        ("bolat", ["Mine", "My team's", "Open", "Late", "Closed"]),
    ],
)
def test_the_inbox_has_the_lists_of_the_role(world: World, name: str, tabs: list[str]) -> None:
    assert [tab.label for tab in Desk(world, name).page("inbox").tabs] == tabs


def test_dana_sees_what_she_registered_and_nothing_else(world: World) -> None:
    aiguls = world.appeal().appeal
    dana = Desk(world, "dana")
    assert dana.page("inbox").rows == []
    assert dana.page("inbox", list="new").title == "Registered by me"
    for place in ("appeal", "appeal-photo"):
        parts = (aiguls.uuid, aiguls.uuid)[: 1 + (place == "appeal-photo")]
        assert dana.get(place, *parts).status_code == 404
    assert dana.post("appeal-contact", aiguls.uuid).status_code == 404
    assert dana.post("appeal-reprint", aiguls.uuid).status_code == 404


def test_saule_works_and_only_nurlan_gives_away_and_extends(world: World) -> None:
    case = opened(world, world.appeal())
    assert set(Desk(world, "saule").page("case", case.uuid).forms) == WORK
    assert set(Desk(world, "nurlan").page("case", case.uuid).forms) == WORK | {"give", "extend"}
    for deed, given in (("give", {"owner": world.users["nurlan"].uuid}), ("extend", extension())):
        assert Desk(world, "saule").do(case, deed, **given).status_code == 403
    assert Case.objects.get().owner == world.users["saule"]


def extension() -> dict[str, str]:
    return {"clock": "ours", "until": "2026-10-05", "reason": "Сараптама", "decided_by": "Сейітов Н. А."}


def test_a_deputy_reads_the_cases_given_to_him_and_presses_nothing(world: World) -> None:
    his = opened(world, world.appeal(), by="nurlan", to="bolat")
    not_his = opened(world, world.appeal(key="second"))
    bolat = Desk(world, "bolat")
    page = bolat.page("case", his.uuid)
    assert (page.forms, page.begin_label, "history" in page.more) == ({}, "", False)
    assert bolat.get("case", not_his.uuid).status_code == 404
    assert [row.href for row in bolat.page("inbox", list="open").rows] == [address("case", his.uuid)]
    assert bolat.do(his, "answer", body="Шам жанды").status_code == 403
    assert bolat.get("appeal", his.case_appeals.get().appeal.uuid).status_code == 403


@pytest.mark.parametrize("deed", ["answer", "note", "give", "extend", "begin"])
def test_a_form_that_was_never_offered_is_not_shown_by_a_bad_request(world: World, deed: str) -> None:
    case = opened(world, world.appeal(), by="nurlan", to="bolat")
    assert Desk(world, "bolat").post("case-act", case.uuid, deed).status_code == 403


def test_only_nurlan_reads_the_history_of_a_case(world: World) -> None:
    case = opened(world, world.appeal())
    assert "history" not in Desk(world, "saule").page("case", case.uuid).more
    assert Desk(world, "saule").get("case-more", case.uuid, "history").status_code == 404
    found = [deed.words for deed in Desk(world, "nurlan").page("case-more", case.uuid, "history").history]
    assert found == ["A case was opened", "The case was given to somebody", "The status of the case changed"]


@pytest.mark.parametrize("name", ["erlan", "zhanna", "oleg"])
def test_whoever_works_on_no_appeal_reads_none(world: World, name: str) -> None:
    case = opened(world, world.appeal())
    waiting = world.appeal(key="waiting").appeal
    desk = Desk(world, name)
    answers = [desk.get("inbox"), desk.get("appeal", waiting.uuid), desk.get("case", case.uuid)]
    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert not any(DARK_STREET in words(answer) for answer in answers)


def test_marat_of_another_office_finds_nothing_here(world: World) -> None:
    case, waiting = opened(world, world.appeal()), world.appeal(key="waiting").appeal
    marat = Desk(world, "marat")
    answers = [
        marat.get("appeal", waiting.uuid),
        marat.get("case", case.uuid),
        marat.post("appeal-open", waiting.uuid, category=THEME, urgency=0, owner=world.users["marat"].uuid),
        marat.post("appeal-join", waiting.uuid, number=waiting.number),
        marat.post("appeal-contact", waiting.uuid),
        marat.post("appeal-reprint", waiting.uuid),
        *(
            marat.do(case, deed, body="а", note="а", question="а")
            for deed in ("answer", "note", "ask", "begin")
        ),
    ]
    assert {answer.status_code for answer in answers} == {404}
    lists = ("new", "mine", "open", "overdue", "closed")
    assert [marat.page("inbox", list=name).rows for name in lists] == [[], [], [], [], []]
    assert Case.objects.get().version == case.version


def test_confidential_things_are_there_for_their_named_reader_alone(world: World) -> None:
    waiting = world.appeal(is_confidential=True).appeal
    case = opened(world, world.appeal(key="worked", is_confidential=True), by="nurlan")
    saule, nurlan = Desk(world, "saule"), Desk(world, "nurlan")
    assert saule.get("appeal", waiting.uuid).status_code == saule.get("case", case.uuid).status_code == 404
    assert saule.page("inbox").rows == saule.page("inbox", list="open").rows == []
    assert nurlan.page("appeal", waiting.uuid).is_confidential
    assert nurlan.page("case", case.uuid).is_confidential
    assert len(nurlan.page("inbox").rows) == 1


def test_without_a_session_every_page_leads_to_the_sign_in(world: World) -> None:
    desk = Desk(world, "saule")
    desk.post("sign-out")
    for place in ADDRESSES.values():
        assert desk.get(place)["Location"].startswith(address("sign-in"))


def test_whose_work_here_has_ended_sees_nothing(world: World) -> None:
    case = opened(world, world.appeal())
    Staff.objects.filter(user=world.users["saule"]).update(is_active=False)
    saule = Desk(world, "saule")
    assert saule.get("inbox").status_code == 403
    assert saule.get("case", case.uuid).status_code == 403


def test_who_works_in_two_offices_sees_one_at_a_time(world: World) -> None:
    Staff.objects.create(office=world.other, user=world.users["zhanna"], role=Role.CASEWORKER)
    case = opened(world, world.appeal())
    zhanna = Desk(world, "zhanna")
    assert zhanna.page("numbers").bar.office == "Алматы қабылдауы"
    answer = zhanna.post("office", office=world.other.uuid)
    assert zhanna.client.get(answer["Location"]).context["page"].bar.office == "Астана қабылдауы"
    assert zhanna.get("history").status_code == 403
    assert zhanna.get("case", case.uuid).status_code == 404
    back = zhanna.post("office", office=world.office.uuid)
    assert zhanna.client.get(back["Location"]).context["page"].bar.office == "Алматы қабылдауы"


def test_an_office_one_does_not_work_in_cannot_be_chosen(world: World) -> None:
    saule = Desk(world, "saule")
    saule.post("office", office=world.other.uuid)
    assert saule.page("inbox").bar.office == "Алматы қабылдауы"
    assert saule.page("inbox").bar.offices == []
