"""Registering for somebody who stands here or calls: the coupon, its copies, and advice on the spot."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from qabyldau.answers.queries.tracking import tracking_of
from qabyldau.casework.queries import case_of
from qabyldau.intake.models import Appeal, Consent, Receipt
from qabyldau.intake.queries import receipt_by_secret
from qabyldau.interfaces.desk.tests.working import THEME, Desk, address, deeds_of, words
from tests.people import DARK_STREET, World

ADVICE = "Өтінішті «Қалажарық» мекемесіне жазыңыз, мекенжайы талонда."


@pytest.fixture
def dana(world: World) -> Desk:
    return Desk(world, "dana")


def said(**changes: str) -> dict[str, str]:
    """Return what an unnamed visitor says at the door."""
    given = {
        "key": "first",
        "channel": "in_person",
        "kind": "complaint",
        "body": DARK_STREET,
        "answer_language": "kk",
    }
    return given | changes


def named(**changes: str) -> dict[str, str]:
    """Return what Aigul says, with her name and her consent."""
    return said(name="Айгүл Сапарова", phone="+77010000123", consent="on", **changes)


def coupon(desk: Desk, answer: Any) -> Any:
    """Return the coupon that a registration or a reprint leads to."""
    assert answer["Location"] == address("coupon")
    return desk.page("coupon").coupon


def test_dana_registers_aigul_and_hands_over_the_coupon(world: World, dana: Desk) -> None:
    found = coupon(dana, dana.post("register", **named(channel="phone", place="Абай көшесі 12")))
    appeal = receipt_by_secret(found.number, found.secret).appeal
    assert (appeal.channel, appeal.place, appeal.text.body) == ("phone", "Абай көшесі 12", DARK_STREET)
    assert (appeal.applicant.name, appeal.registered_by) == ("Айгүл Сапарова", str(world.users["dana"].uuid))
    assert (found.receiver, found.position_kk, f"{found.due_on}", found.is_copy) == (
        "Омарова Д. С.", "Қабылдаушы", "2026-09-28", False,
    )  # fmt: skip
    assert Consent.objects.get().appeal == appeal
    assert [row.href for row in dana.page("inbox").rows] == [address("appeal", appeal.uuid)]


def test_the_coupon_says_what_the_law_asks_and_nothing_of_the_sender(dana: Desk) -> None:
    answer = dana.post("register", **named())
    found = coupon(dana, answer)
    shown = words(dana.get("coupon"))
    for part in (
        " ".join((found.number[:3], found.number[3:6], found.number[6:])),
        "14.09.2026 15:00",
        "28.09.2026",
    ):
        assert part in shown
    assert "Алматы қабылдауы" in shown
    assert "Айгүл" not in shown
    assert "шам жанбайды" not in shown
    assert "КӨШІРМЕ" not in shown


def test_an_unnamed_visitor_is_registered_too(dana: Desk) -> None:
    found = coupon(dana, dana.post("register", **said()))
    assert receipt_by_secret(found.number, found.secret).appeal.applicant is None
    assert not Consent.objects.exists()


def test_a_telephone_is_kept_in_one_form_however_it_was_said(dana: Desk) -> None:
    said_so = {"first": "8 (701) 000-01-23", "second": "+7 701 000 0123"}
    for key, phone in said_so.items():
        dana.post("register", **said(key=key, phone=phone, consent="on"))
    assert {row.applicant.phone for row in Appeal.objects.all()} == {"+77010000123"}


def test_pressing_twice_registers_once_with_the_same_coupon(dana: Desk) -> None:
    first = coupon(dana, dana.post("register", **said()))
    second = coupon(dana, dana.post("register", **said()))
    assert (first.number, first.secret) == (second.number, second.secret)
    assert Appeal.objects.count() == 1


@pytest.mark.parametrize(
    "other", [{"body": "Біздің үйде су жоқ"}, {"phone": "+77010000124", "consent": "on"}]
)
def test_a_form_brought_back_for_the_next_visitor_registers_the_next_visitor(
    dana: Desk, other: dict[str, str]
) -> None:
    first = coupon(dana, dana.post("register", **said()))
    second = coupon(dana, dana.post("register", **said(**other)))
    assert first.number != second.number
    assert receipt_by_secret(second.number, second.secret).appeal.text.body == said(**other)["body"]


def test_every_new_form_has_a_key_of_its_own(dana: Desk) -> None:
    keys = {dana.page("register").form["key"].value() for _ in range(3)}
    assert len(keys) == 3


@pytest.mark.parametrize(
    ("changes", "field", "error"),
    [
        ({"body": "  "}, "body", "Write down what the visitor says."),
        ({"name": "Айгүл Сапарова"}, "consent", "Ask the visitor, or clear name and contacts."),
        ({"phone": "8 701 000 01 23"}, "consent", "Ask the visitor, or clear name and contacts."),
        ({"advice": ADVICE}, "category", "Choose the theme of the advice."),
        ({"channel": "site"}, "channel", ""),
        ({"kind": "poem"}, "kind", ""),
        ({"answer_language": "de"}, "answer_language", ""),
        ({"email": "aigul@", "consent": "on"}, "email", ""),
        ({"phone": "701 12", "consent": "on"}, "phone", "Write the number like this: 8 701 123 45 67"),
        ({"body": "а" * 20_001}, "body", ""),
    ],
)
def test_a_form_that_lacks_something_comes_back_with_every_word(
    dana: Desk, changes: dict[str, str], field: str, error: str
) -> None:
    given = said(place="Абай көшесі 12", **{"body": DARK_STREET} | changes)
    answer = dana.post("register", **given)
    form = answer.context["page"].form
    assert (answer.status_code, set(form.errors)) == (422, {field})
    assert error in " ".join(form.errors[field])
    assert {name: form[name].value() for name in given if name != "consent"} == {
        name: value for name, value in given.items() if name != "consent"
    }
    shown = words(answer)
    assert "<title>Error:" in shown
    assert f'href="#id_{field}"' in shown
    assert not Appeal.objects.exists()


def test_advice_on_the_spot_is_given_kept_and_closed_without_a_name(dana: Desk) -> None:
    found = coupon(dana, dana.post("register", **said(advice=ADVICE, category=THEME)))
    appeal = receipt_by_secret(found.number, found.secret).appeal
    case = case_of(appeal)
    assert (case.status, case.outcome, appeal.applicant) == ("closed", "advised_on_the_spot", None)
    assert [told.body for told in tracking_of(appeal).answers] == [ADVICE]
    saule_sees = deeds_of(case.uuid)
    assert saule_sees[0] == "casework.case.opened"
    assert saule_sees[-1] == "casework.case.moved"


def test_advice_is_counted_apart_and_waits_for_nobody(world: World, dana: Desk) -> None:
    dana.post("register", **said(advice=ADVICE, category=THEME))
    saule = Desk(world, "saule")
    assert saule.page("inbox").rows == []
    assert [(bar.label, bar.value) for bar in saule.page("numbers").outcomes] == [("Advised on the spot", 1)]


def test_who_registers_something_confidential_prints_its_coupon_and_sees_no_more(
    world: World, dana: Desk
) -> None:
    found = coupon(dana, dana.post("register", **named(confidential="on")))
    appeal = receipt_by_secret(found.number, found.secret).appeal
    assert appeal.is_confidential
    assert dana.get("appeal", appeal.uuid).status_code == 404
    assert dana.page("inbox").rows == []
    assert Desk(world, "nurlan").page("appeal", appeal.uuid).is_confidential


def test_advice_on_something_confidential_loses_no_word_where_it_may_not_be_given(
    world: World, dana: Desk
) -> None:
    given = said(confidential="on", advice=ADVICE, category=THEME)
    answer = dana.post("register", **given)
    assert (answer.status_code, set(answer.context["page"].form.errors)) == (422, {"confidential"})
    assert ADVICE in words(answer)
    assert not Appeal.objects.exists()
    nurlan = Desk(world, "nurlan")
    assert (
        case_of(appeal_of(coupon(nurlan, nurlan.post("register", **given)))).outcome == "advised_on_the_spot"
    )


def appeal_of(found: Any) -> Appeal:
    return Appeal.objects.get(number=found.number)


def test_the_coupon_is_shown_for_a_quarter_of_an_hour_in_the_browser_that_registered(
    world: World, dana: Desk, noon: time_machine.Traveller
) -> None:
    answer = dana.post("register", **said())
    cookie = answer.cookies["desk-coupon"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Strict", address("coupon"))
    assert dana.get("coupon").status_code == 200
    assert Desk(world, "dana").get("coupon")["Location"] == address("register")
    noon.shift(timedelta(minutes=16))
    assert dana.get("coupon")["Location"] == address("register")


def test_whoever_signs_in_after_dana_does_not_see_the_secret_she_handed_over(
    world: World, dana: Desk
) -> None:
    secret = coupon(dana, dana.post("register", **said())).secret
    dana.post("sign-out")
    for name in ("saule", "marat"):
        dana.client.force_login(world.users[name])
        answer = dana.get("coupon")
        assert answer.status_code == 302
        assert secret not in words(answer)


def test_a_copy_is_marked_has_a_new_secret_and_voids_the_old_coupon(world: World, dana: Desk) -> None:
    first = coupon(dana, dana.post("register", **said()))
    appeal = appeal_of(first)
    copy = coupon(dana, dana.post("appeal-reprint", appeal.uuid))
    assert (copy.number, copy.is_copy, copy.due_on) == (first.number, True, first.due_on)
    assert "КӨШІРМЕ" in words(dana.get("coupon"))
    assert receipt_by_secret(first.number, first.secret) is None
    assert receipt_by_secret(copy.number, copy.secret).appeal == appeal
    assert [row.voided_at is None for row in Receipt.objects.order_by("pk")] == [False, True]
    assert deeds_of(appeal.uuid).count("intake.receipt.issued") == 2


def test_a_coupon_of_the_site_is_copied_by_saule_in_her_name(world: World) -> None:
    registered = world.appeal()
    saule = Desk(world, "saule")
    copy = coupon(saule, saule.post("appeal-reprint", registered.appeal.uuid))
    assert (copy.receiver, copy.is_copy) == ("Әбенова С. М.", True)
    assert receipt_by_secret(registered.number, registered.secret) is None


def test_a_coupon_that_is_void_is_not_printed_again_with_a_secret_that_opens_nothing(
    world: World, dana: Desk
) -> None:
    appeal = appeal_of(coupon(dana, dana.post("register", **said())))
    saule = Desk(world, "saule")
    copy = coupon(saule, saule.post("appeal-reprint", appeal.uuid))
    assert dana.get("coupon")["Location"] == address("register")
    assert saule.page("coupon").coupon.secret == copy.secret


def test_a_forged_cookie_opens_no_coupon(dana: Desk) -> None:
    dana.client.cookies["desk-coupon"] = "forged"
    assert dana.get("coupon")["Location"] == address("register")


def test_a_copy_is_not_made_by_a_link(world: World) -> None:
    registered = world.appeal()
    assert Desk(world, "saule").get("appeal-reprint", registered.appeal.uuid).status_code == 405
    assert receipt_by_secret(registered.number, registered.secret).appeal == registered.appeal
