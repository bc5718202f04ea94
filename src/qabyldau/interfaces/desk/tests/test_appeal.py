"""One appeal that waits: read, corrected, opened, joined; who brought it is shown only to whoever asks, and that stays."""

import pytest

from qabyldau.casework.models import Case
from qabyldau.casework.queries import case_of
from qabyldau.casework.rules.deadlines import Clock, Extension
from qabyldau.casework.services.deadlines import deadline_extend
from qabyldau.catalog.models import Category
from qabyldau.core import clock
from qabyldau.documents.images import clean_image
from qabyldau.flow.answer import withdraw_appeal
from qabyldau.intake.models import Applicant, Consent
from qabyldau.intake.queries import receipt_by_secret
from qabyldau.intake.services import Contact
from qabyldau.interfaces.desk.tests.working import THEME, Desk, address, deeds_of, joined, opened, words
from qabyldau.interfaces.site.tests.walking import photo
from qabyldau.messages.models import Message
from qabyldau.understanding.models import Judgement, Reading
from tests.people import DARK_STREET, MONDAY_NOON, World

OF_AIGUL = ("Айгүл", "Сапарова", "+77010000123")


@pytest.fixture
def roads(world: World) -> Category:
    parent = Category.objects.create(code="roads", name_kk="Жолдар", name_ru="Дороги", name_en="Roads")
    return Category.objects.create(
        code="roads.pits", parent=parent, name_kk="Шұңқырлар", name_ru="Ямы", name_en="Potholes"
    )


def decision(world: World, name: str = "saule", **changes: object) -> dict[str, object]:
    return {"category": THEME, "urgency": "0", "owner": world.users[name].uuid, **changes}


def test_the_page_shows_the_words_the_reading_and_the_inner_number(world: World) -> None:
    appeal = world.appeal(place="Абай көшесі 12").appeal
    saule = Desk(world, "saule")
    page = saule.page("appeal", appeal.uuid)
    assert (page.body, page.language, page.place) == (DARK_STREET, "kk", "Абай көшесі 12")
    assert page.reading.language == "Kazakh"
    shown = words(saule.get("appeal", appeal.uuid))
    for said in (DARK_STREET, "ALM/2026/1", "What the machine read", "Your decision"):
        assert said in shown


def test_both_clocks_are_reckoned_day_by_day(world: World) -> None:
    appeal = world.appeal().appeal
    saule = Desk(world, "saule")
    terms = saule.page("appeal", appeal.uuid).terms
    assert [(term.clock, f"{term.due_on}", term.left) for term in terms] == [
        ("ours", "2026-09-28", 10),
        ("authority", "2026-10-05", 15),
    ]
    assert [day.number for day in terms[0].days if day.counted] == list(range(1, 11))
    assert {day.on.isoweekday() for day in terms[0].days if not day.counted and day.number is None} == {6, 7}
    shown = words(saule.get("appeal", appeal.uuid))
    assert shown.count('class="reckoning"') == 2
    assert "reckoning__day--off" in shown


def test_an_extended_date_stands_beside_the_one_before_and_its_reason(world: World) -> None:
    registered = world.appeal()
    case = opened(world, registered)
    longer = Extension(MONDAY_NOON.date().replace(day=30), "Сараптама керек", "Сейітов Н. А.")
    deadline_extend(
        actor=world.actor("nurlan"), case=case, clock=Clock.OURS, extension=longer, at=clock.now()
    )
    saule = Desk(world, "saule")
    ours = saule.page("appeal", registered.appeal.uuid).terms[0]
    assert f"{ours.due_on}" == "2026-09-30"
    assert [(f"{old.due_on}", old.reason) for old in ours.earlier] == [
        ("2026-09-28", "Сараптама керек (Сейітов Н. А.)")
    ]
    assert "<del>" in words(saule.get("case-more", case.uuid, "terms"))


def test_who_brought_it_shows_only_after_the_press_and_the_press_is_kept(world: World) -> None:
    appeal = world.appeal().appeal
    saule = Desk(world, "saule")
    assert [said for said in OF_AIGUL if said in words(saule.get("appeal", appeal.uuid))] == []
    assert "intake.contact.seen" not in deeds_of(appeal.uuid)
    shown = words(saule.post("appeal-contact", appeal.uuid))
    assert [said for said in OF_AIGUL if said not in shown] == []
    assert deeds_of(appeal.uuid).count("intake.contact.seen") == 1
    assert [said for said in OF_AIGUL if said in words(saule.get("appeal", appeal.uuid))] == []


def test_a_link_cannot_uncover_who_brought_it(world: World) -> None:
    appeal = world.appeal().appeal
    assert Desk(world, "saule").get("appeal-contact", appeal.uuid).status_code == 405
    assert "intake.contact.seen" not in deeds_of(appeal.uuid)


def test_an_unnamed_sender_is_said_to_be_unnamed(world: World) -> None:
    appeal = world.appeal(contact=Contact()).appeal
    shown = words(Desk(world, "saule").get("appeal", appeal.uuid))
    assert "not named" in shown
    assert "Show name and contacts" not in shown


def test_photos_are_shown_to_the_office_alone(world: World) -> None:
    appeal = world.appeal(photos=(clean_image(photo().read()),)).appeal
    saule = Desk(world, "saule")
    (uuid,) = saule.page("appeal", appeal.uuid).brought.photos
    answer = saule.get("appeal-photo", appeal.uuid, uuid)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert b"planted" not in answer.content
    assert Desk(world, "marat").get("appeal-photo", appeal.uuid, uuid).status_code == 404
    other = world.appeal(key="other").appeal
    assert saule.get("appeal-photo", other.uuid, uuid).status_code == 404


def test_a_corrected_reading_stands_beside_what_the_machine_read(world: World, roads: Category) -> None:
    appeal = world.appeal().appeal
    read = Reading.objects.get(text=appeal.text)
    kept = (read.theme, read.urgency)
    answer = Desk(world, "saule").post(
        "appeal-open", appeal.uuid, **decision(world, category=roads.code, urgency="2")
    )
    assert answer["Location"] == address("case", case_of(appeal).uuid)
    judged = Judgement.objects.get(appeal=appeal)
    assert (judged.category, judged.urgency, judged.is_as_read, judged.reading) == (roads, 2, False, read)
    read.refresh_from_db()
    assert (read.theme, read.urgency) == kept
    assert (Case.objects.get().category, Case.objects.get().urgency) == (roads, 2)


def test_an_opened_case_has_its_owner_at_once_and_says_so(world: World) -> None:
    appeal = world.appeal().appeal
    saule = Desk(world, "saule")
    answer = saule.post("appeal-open", appeal.uuid, **decision(world))
    shown = saule.client.get(answer["Location"])
    assert "The case is open." in words(shown)
    assert shown.context["page"].owner == "Әбенова Сәуле Маратқызы"
    assert saule.page("appeal", appeal.uuid).may_open is False


def test_saule_opens_for_herself_and_nurlan_for_anybody_of_the_office(world: World) -> None:
    appeal = world.appeal().appeal
    saule, nurlan = Desk(world, "saule"), Desk(world, "nurlan")
    own = saule.post("appeal-open", appeal.uuid, **decision(world, "nurlan"))
    assert (own.status_code, set(own.context["page"].form.errors)) == (422, {"owner"})
    foreign = nurlan.post("appeal-open", appeal.uuid, **decision(world, "marat"))
    assert (foreign.status_code, set(foreign.context["page"].form.errors)) == (422, {"owner"})
    nurlan.post("appeal-open", appeal.uuid, **decision(world, "saule"))
    assert case_of(appeal).owner == world.users["saule"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"category": ""}, "category"), ({"category": "lighting"}, "category"), ({"urgency": "9"}, "urgency")],
)
def test_a_decision_that_lacks_something_opens_nothing_and_keeps_the_rest(
    world: World, changes: dict[str, str], field: str
) -> None:
    appeal = world.appeal().appeal
    given = decision(world, urgency="2") | changes
    answer = Desk(world, "saule").post("appeal-open", appeal.uuid, **given)
    assert answer.status_code == 422
    form = answer.context["page"].form
    assert set(form.errors) == {field}
    assert {name: form[name].value() for name in ("category", "urgency")} == {
        name: given[name] for name in ("category", "urgency")
    }
    assert "<title>Error:" in words(answer)
    assert not Case.objects.exists()


def test_what_another_has_opened_meanwhile_is_not_opened_twice(world: World) -> None:
    registered = world.appeal()
    case = opened(world, registered, by="nurlan")
    answer = Desk(world, "saule").post("appeal-open", registered.appeal.uuid, **decision(world))
    assert answer.status_code == 409
    assert list(Case.objects.all()) == [case]


def test_the_same_matter_joins_and_each_sender_keeps_a_registration(world: World) -> None:
    first, second = world.appeal(), world.appeal(key="second")
    case = opened(world, first)
    saule = Desk(world, "saule")
    spoken = f"{first.number[:3]} {first.number[3:6]}-{first.number[6:]}"
    answer = saule.post("appeal-join", second.appeal.uuid, number=spoken)
    assert answer["Location"] == address("case", case.uuid)
    assert len(saule.client.get(answer["Location"]).context["page"].appeals) == 2
    assert receipt_by_secret(second.number, second.secret).appeal == second.appeal
    assert saule.page("inbox").rows == []


def test_a_number_that_leads_to_no_open_case_here_is_said_beside_the_field(world: World) -> None:
    waiting, closed = world.appeal().appeal, world.appeal(key="closed")
    hidden = world.appeal(key="hidden", is_confidential=True)
    case = opened(world, closed)
    opened(world, hidden, by="nurlan")
    saule = Desk(world, "saule")
    saule.do(case, "close", outcome="withdrawn", reason="Өзі сұрады")
    said = set()
    for number in (waiting.number, closed.number, hidden.number, "000 000 000"):
        answer = saule.post("appeal-join", waiting.uuid, number=number)
        form = answer.context["page"].join_form
        assert (answer.status_code, form["number"].value()) == (422, number)
        assert "<title>Error:" in words(answer)
        said |= set(form.errors["number"])
    assert said == {"There is no open case of this office with that number that it could join."}
    assert case_of(waiting) is None


def test_a_number_with_a_wrong_digit_is_said_to_be_one(world: World) -> None:
    answer = Desk(world, "saule").post("appeal-join", world.appeal().appeal.uuid, number="123 456 780")
    assert "A digit is wrong or missing" in words(answer)
    assert 'value="123 456 780"' in words(answer)


def test_what_waits_confidentially_joins_no_open_matter(world: World) -> None:
    case = opened(world, world.appeal())
    number = case.case_appeals.get().appeal.number
    hidden = world.appeal(key="hidden", is_confidential=True).appeal
    assert Desk(world, "nurlan").post("appeal-join", hidden.uuid, number=number).status_code == 422
    assert case_of(hidden) is None


def test_a_joined_appeal_shows_where_it_is_worked_on(world: World) -> None:
    second = world.appeal(key="second")
    case = joined(world, second, opened(world, world.appeal()))
    saule = Desk(world, "saule")
    assert saule.page("appeal", second.appeal.uuid).case_uuid == str(case.uuid)
    assert "Open a case" not in words(saule.get("appeal", second.appeal.uuid))


@pytest.mark.parametrize(
    "body",
    [
        "На нашей улице две недели не горит фонарь.",
        "The street is dark.",
        "12345",
        "?!…",
        "🙂",
        "Bizdiń kósheде шам joq",
    ],
)
def test_whatever_was_written_the_page_and_the_inbox_open(world: World, body: str) -> None:
    appeal = world.appeal(body).appeal
    saule = Desk(world, "saule")
    assert saule.page("appeal", appeal.uuid).body == body
    assert len(saule.page("inbox").rows) == 1


def test_an_appeal_that_no_machine_has_read_is_worked_on_all_the_same(world: World) -> None:
    appeal = world.appeal().appeal
    Reading.objects.all().delete()
    saule = Desk(world, "saule")
    assert saule.page("appeal", appeal.uuid).reading is None
    assert len(saule.page("inbox").rows) == 1
    assert saule.post("appeal-open", appeal.uuid, **decision(world)).status_code == 302


def test_a_decision_may_come_first_from_what_the_machine_proposed(world: World) -> None:
    appeal = world.appeal().appeal
    read = Reading.objects.get(text=appeal.text)
    form = Desk(world, "saule").page("appeal", appeal.uuid).form
    shown = {name: form[name].value() for name in ("category", "urgency", "owner")}
    assert shown == {
        "category": read.theme, "urgency": read.urgency, "owner": str(world.users["saule"].uuid),
    }  # fmt: skip


def test_aigul_takes_her_consent_back_and_is_forgotten_while_her_appeal_goes_on(world: World) -> None:
    registered = world.appeal(contact=Contact(name="Айгүл Сапарова", email="aigul@example.kz"))
    saule = Desk(world, "saule")
    case = opened(world, registered)
    saule.do(case, "answer", body="Шам ауыстырылды.")
    answer = saule.post("appeal-forget", registered.appeal.uuid)
    assert "Name and contacts are forgotten." in words(saule.client.get(answer["Location"]))
    assert Applicant.objects.count() == 0
    assert Consent.objects.get().withdrawn_at is not None
    letters = Message.objects.filter(channel="email")
    assert [(letter.state, letter.address) for letter in letters] == [("failed", None)]
    assert deeds_of(registered.appeal.uuid).count("intake.consent.withdrawn") == 1
    assert receipt_by_secret(registered.number, registered.secret) is not None
    assert saule.post("appeal-forget", registered.appeal.uuid).status_code == 409


def test_a_link_forgets_nobody(world: World) -> None:
    appeal = world.appeal().appeal
    assert Desk(world, "saule").get("appeal-forget", appeal.uuid).status_code == 405
    assert Applicant.objects.count() == 1


def test_saule_corrects_the_kind_that_the_sender_chose(world: World) -> None:
    appeal = world.appeal().appeal
    saule = Desk(world, "saule")
    assert saule.page("appeal", appeal.uuid).form["kind"].value() == "complaint"
    saule.post("appeal-open", appeal.uuid, **decision(world, kind="suggestion"))
    appeal.refresh_from_db()
    assert appeal.kind == "suggestion"
    assert deeds_of(appeal.uuid).count("intake.kind.corrected") == 1


def test_an_appeal_taken_back_says_so_at_the_desk_and_owes_nothing(world: World) -> None:
    first, second = world.appeal(), world.appeal(key="second")
    case = opened(world, first)
    joined(world, second, case)
    withdraw_appeal(appeal=first.appeal, at=clock.now())
    saule = Desk(world, "saule")
    page = saule.page("appeal", first.appeal.uuid)
    assert (page.is_withdrawn, page.terms) == (True, [])
    assert "The applicant withdrew the appeal" in words(saule.get("appeal", first.appeal.uuid))
    assert [row.is_withdrawn for row in saule.page("case", case.uuid).appeals] == [True, False]
