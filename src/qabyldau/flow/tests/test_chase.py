"""Each day the late are found, the next letter is written, a person sends it; replies are taken and judged."""

from datetime import UTC, date, datetime, timedelta

import pytest

from qabyldau.accounts.rules import applicant
from qabyldau.casework.rules.moves import CaseStatus
from qabyldau.core.errors import ConflictError, ForbiddenError, InputError, MissingError
from qabyldau.flow.post.codes import link_code
from qabyldau.flow.refer.chase import chase_all, stuck_today, write_again, write_rung
from qabyldau.flow.refer.sending import answer_by_link, open_link, send_letter_of, take_authority_reply
from qabyldau.flow.refer.told import forwarded_of
from qabyldau.flow.tell import send_waiting
from qabyldau.people.models import Organization
from qabyldau.referrals.models import AuthorityReply, Letter, PromisedCheck, Referral
from qabyldau.referrals.queries.letters import (
    found_by_number,
    prepared_letters,
    promises_due,
    visible_referrals,
)
from qabyldau.referrals.rules.moves import ReplyWay, SendState
from qabyldau.referrals.rules.replies import Tick, Verdict
from qabyldau.referrals.rules.terms import Rung
from qabyldau.referrals.services.journal import Paper, file_content
from qabyldau.referrals.services.replies import citizen_tick, promise_check, reply_judge, signs_of
from tests.people import MONDAY_NOON
from tests.referring import EMPTY, GOOD, Mailbox, Referring, day, mailbox, make_referring, reply

__all__ = ["mailbox"]
pytestmark = pytest.mark.django_db
FULL = Verdict(frozenset(Tick), is_enough=True)


@pytest.fixture
def scene(mailbox: Mailbox) -> Referring:
    scene = make_referring()
    scene.refer()
    send_waiting(MONDAY_NOON)
    return scene


def kinds() -> list[str]:
    return list(Letter.objects.order_by("pk").values_list("kind", flat=True))


def take(scene: Referring, body: str = GOOD, at: int = 3, **changes: object) -> AuthorityReply:
    return take_authority_reply(
        actor=scene.world.actor("saule"), referral_uuid=str(Referral.objects.latest("pk").uuid),
        reply=reply(body, day(at), **changes), papers=[], at=day(at),
    )  # fmt: skip


def test_on_the_last_day_nothing_is_late_and_on_the_next_a_reminder_is_written(scene: Referring) -> None:
    assert chase_all(day(21)) == (0, 0), "5 October is the last day"
    assert chase_all(day(22)) == (1, 1)
    assert chase_all(day(22)) == (0, 0)
    letter = scene.letter()
    assert (letter.kind, letter.send_state, letter.serial) == ("reminder", "prepared", None)
    assert Referral.objects.get().reply_state == "overdue"
    assert prepared_letters(visible_referrals(scene.world.actor("saule"))) == [letter]
    assert prepared_letters(visible_referrals(scene.world.actor("marat"))) == []


def test_the_reminder_goes_when_a_person_presses_send_and_only_once(
    scene: Referring, mailbox: Mailbox
) -> None:
    chase_all(day(22))
    saule, uuid = scene.world.actor("saule"), str(scene.letter().uuid)
    letter = send_letter_of(actor=saule, letter_uuid=uuid, at=day(22))
    assert str(letter.number) == "ALM-2/2026"
    assert "ALM-1/2026" in str(letter.body_kk)
    with pytest.raises(ConflictError):
        send_letter_of(actor=saule, letter_uuid=uuid, at=day(22))
    send_waiting(day(22))
    assert len(mailbox.letters) == 2
    assert Referral.objects.get().due_on == date(2026, 10, 5), "a reminder begins no new term"


def test_letters_of_some_referrals_are_not_hidden_behind_those_of_others(
    scene: Referring, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene.refer(scene.register.akimat)
    send_waiting(day(0))
    chase_all(day(22))
    monkeypatch.setattr("qabyldau.referrals.queries.letters.MOST", 1)
    for one in Referral.objects.all():
        assert [row.referral for row in prepared_letters([one])] == [one]


def test_the_ladder_goes_up_to_the_head_the_akimat_and_the_prosecutor_and_ends_there(
    scene: Referring,
) -> None:
    scene.register.way(scene.register.prosecutor, address="prosecutor@example.kz")
    for number in range(22, 80):
        chase_all(day(number))
        for letter in prepared_letters(visible_referrals(scene.world.actor("saule"))):
            send_letter_of(actor=scene.world.actor("saule"), letter_uuid=str(letter.uuid), at=day(number))
        send_waiting(day(number))
    assert kinds() == ["referral", "reminder", "head", "higher", "prosecutor"]
    higher = Letter.objects.get(kind="higher")
    assert higher.organization == scene.register.akimat
    assert "Энергетика басқармасы" in str(higher.body_kk)
    assert Referral.objects.get().reply_state == "long_overdue"


def test_a_rung_is_not_climbed_before_its_day_unless_a_person_wants_it(scene: Referring) -> None:
    write_rung(
        actor=scene.world.actor("saule"), referral_uuid=str(Referral.objects.get().uuid), rung=Rung.HEAD,
        at=day(5),
    )  # fmt: skip
    assert scene.letter().kind == "head"
    with pytest.raises(ConflictError):
        write_rung(
            actor=scene.world.actor("saule"), referral_uuid=str(Referral.objects.get().uuid),
            rung=Rung.REMINDER, at=day(5),
        )  # fmt: skip
    assert chase_all(day(22)) == (1, 0)


def test_nobody_is_named_further_than_the_first_letter(mailbox: Mailbox) -> None:
    scene = make_referring()
    scene.refer(is_named=True)
    send_waiting(MONDAY_NOON)
    assert "Сапарова" in str(scene.letter().body_kk)
    chase_all(day(22))
    letter = send_letter_of(
        actor=scene.world.actor("saule"), letter_uuid=str(scene.letter().uuid), at=day(22)
    )
    assert "Сапарова" not in str(letter.body_kk) + str(letter.facts)


def test_a_reply_moves_the_case_and_is_found_by_either_number(scene: Referring) -> None:
    kept = take(scene, their_number="ЖТ-2026-015", their_on=date(2026, 9, 16))
    referral = Referral.objects.get()
    assert (referral.reply_state, scene.fresh().status) == ("replied", CaseStatus.AUTHORITY_ANSWERED)
    assert str(kept.number) == "ALM-1/2026"
    saule = scene.world.actor("saule")
    for said in ("жт 2026 015", "ALM-1/2026", "№ ЖТ-2026-015"):
        assert found_by_number(saule, said) == [referral]
    assert found_by_number(scene.world.actor("marat"), "ЖТ-2026-015") == []
    assert chase_all(day(60)) == (0, 0)


def test_an_empty_reply_shows_its_signs_and_decides_nothing(scene: Referring) -> None:
    kept = take(scene, EMPTY)
    assert "taken_into_account" in {kind for kind, *_ in signs_of(kept)}
    assert kept.is_enough is None
    assert not signs_of(take(scene, GOOD, at=4))


def test_staff_tick_four_things_and_the_sender_one_and_neither_changes_the_other(scene: Referring) -> None:
    kept = take(scene)
    saule, appeal = scene.world.actor("saule"), scene.registered.appeal
    reply_judge(actor=saule, reply=kept, verdict=FULL, at=day(4))
    citizen_tick(
        actor=applicant(str(scene.world.office.uuid)), appeal=appeal, reply_uuid=str(kept.uuid),
        is_answer=False, at=day(5),
    )  # fmt: skip
    told = forwarded_of(appeal)[0].replies[0]
    assert (told.ticks, told.is_enough, told.mine) == (["fact", "date", "person", "proof"], True, False)
    assert Referral.objects.get().reply_state == "judged"


def test_a_reply_is_shown_to_the_sender_only_after_somebody_looked(scene: Referring) -> None:
    kept = take(scene, f"{GOOD} Тел. +7 701 000 01 23")
    appeal = scene.registered.appeal
    assert forwarded_of(appeal)[0].replies[0].body == ""
    reply_judge(actor=scene.world.actor("saule"), reply=kept, verdict=FULL, at=day(4))
    body = forwarded_of(appeal)[0].replies[0].body
    assert "ауыстырылды" in body
    assert "701 000" not in body


def test_an_empty_reply_is_asked_again_and_a_new_term_runs(scene: Referring, mailbox: Mailbox) -> None:
    kept, saule = take(scene, EMPTY), scene.world.actor("saule")
    with pytest.raises(InputError):
        reply_judge(actor=saule, reply=kept, verdict=Verdict(frozenset(), is_enough=False), at=day(4))
    reply_judge(
        actor=saule, reply=kept, verdict=Verdict(frozenset(), is_enough=False, note="Мерзімі айтылмаған."),
        at=day(4),
    )  # fmt: skip
    letter = write_again(actor=saule, reply_uuid=str(kept.uuid), at=day(4))
    letter = send_letter_of(actor=saule, letter_uuid=str(letter.uuid), at=day(4))
    send_waiting(day(4))
    referral = Referral.objects.get()
    assert "Мерзімі айтылмаған." in str(letter.body_kk)
    assert (referral.reply_state, referral.start_on) == ("waiting", date(2026, 9, 18))
    assert scene.fresh().status == CaseStatus.SENT_TO_AUTHORITY


def test_not_ours_must_name_the_right_body(scene: Referring) -> None:
    with pytest.raises(InputError) as refused:
        take(scene, "Бұл мәселе біздің құзыретімізге кірмейді.", is_not_ours=True)
    assert refused.value.field == "right_words"
    kept = take(
        scene, "Бұл мәселе біздің құзыретімізге кірмейді.", is_not_ours=True, right_body=scene.register.roads
    )
    assert (kept.refusal, kept.right_body) == ("not_ours", scene.register.roads)


def test_a_promised_day_becomes_a_task_with_a_day_to_look(scene: Referring) -> None:
    take(scene, "Жарық 2026 жылғы 18 қыркүйекке дейін қалпына келтіріледі.", promised_on=date(2026, 10, 30))
    found = set(PromisedCheck.objects.values_list("promised_on", "check_on"))
    assert found == {(date(2026, 9, 18), date(2026, 9, 21)), (date(2026, 10, 30), date(2026, 11, 2))}
    saule = scene.world.actor("saule")
    assert [row.promised_on for row in promises_due(visible_referrals(saule), date(2026, 9, 21))] == [
        date(2026, 9, 18)
    ]
    promise = promises_due(visible_referrals(saule), date(2026, 9, 21))[0]
    promise_check(actor=saule, promise=promise, is_kept=False, at=day(8))
    with pytest.raises(ConflictError):
        promise_check(actor=saule, promise=promise, is_kept=True, at=day(8))


def test_an_authority_answers_once_by_its_link_with_a_file(mailbox: Mailbox) -> None:
    scene = make_referring()
    referral = scene.refer(scene.register.roads)[0]
    send_waiting(MONDAY_NOON)
    referral.refresh_from_db()
    code = link_code(referral)
    body = mailbox.letters[0].get_payload(decode=True).decode()  # type: ignore[union-attr]
    assert f"/authority/{code}/" in body
    assert "шам" not in body, "nothing of the matter goes by mail"
    assert open_link(code=code.lower(), source="1.2.3.4", at=day(1)) == referral
    paper = Paper("act.pdf", "application/pdf", b"%PDF-1.7")
    kept = answer_by_link(
        referral=referral, reply=reply(way=ReplyWay.LINK, at=day(1)), papers=[paper], at=day(1)
    )
    assert file_content(kept.files.get()) == b"%PDF-1.7"
    assert (kept.by_key, scene.fresh().status) == ("authority", CaseStatus.AUTHORITY_ANSWERED)
    with pytest.raises(ConflictError):
        answer_by_link(referral=referral, reply=reply(at=day(2)), papers=[], at=day(2))


def test_a_link_opens_nothing_after_its_time_and_a_wrong_one_opens_nothing_at_all(mailbox: Mailbox) -> None:
    scene = make_referring()
    referral = scene.refer(scene.register.roads)[0]
    referral.refresh_from_db()
    for code, number in (("A" * 20, 1), ("", 1), (link_code(referral), 31)):
        with pytest.raises(MissingError):
            open_link(code=code, source="1.2.3.4", at=day(number))


def test_the_daily_list_names_what_did_not_go(settings: object) -> None:
    scene = make_referring()
    scene.refer()
    saule = scene.world.actor("saule")
    assert stuck_today(saule, MONDAY_NOON) == []
    assert stuck_today(saule, day(2)) == [scene.letter()]
    assert stuck_today(scene.world.actor("marat"), day(2)) == []


def test_a_letter_of_yesterday_is_stuck_by_the_clock_of_the_office(scene: Referring) -> None:
    after_midnight = datetime(2026, 9, 7, 20, tzinfo=UTC)
    Letter.objects.update(send_state=SendState.QUEUED, state_at=after_midnight)
    seen = stuck_today(scene.world.actor("saule"), after_midnight + timedelta(hours=25))
    assert seen == [scene.letter()], "it is the next day in Almaty, and the same one in Greenwich"


@pytest.mark.parametrize("name", ["dana", "bolat", "erlan"])
def test_other_roles_judge_nothing_and_take_nothing(scene: Referring, name: str) -> None:
    kept = take(scene)
    with pytest.raises(ForbiddenError):
        reply_judge(actor=scene.world.actor(name), reply=kept, verdict=FULL, at=day(4))
    with pytest.raises((ForbiddenError, MissingError)):
        take_authority_reply(
            actor=scene.world.actor(name), referral_uuid=str(Referral.objects.get().uuid),
            reply=reply(at=day(4)), papers=[], at=day(4),
        )  # fmt: skip


def test_a_body_that_is_silent_and_outside_the_law_is_not_taken_to_court(scene: Referring) -> None:
    Organization.objects.filter(code="lights").update(is_outside_law=True)
    chase_all(day(22))
    assert scene.letter().kind == "reminder"
