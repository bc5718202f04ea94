"""One answer for everyone in the case: each in their own language, seen by another pair of eyes, known to have come or not."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from qabyldau.answers.models import Answer, Delivery
from qabyldau.answers.queries.reach import answered_without_delivery, reached_in, unreached
from qabyldau.answers.queries.tracking import has_answer, reopens_on
from qabyldau.answers.rules.reach import Reach
from qabyldau.answers.services.answers import delivery_hand
from qabyldau.casework.models import Case
from qabyldau.casework.queries import case_of
from qabyldau.casework.rules.moves import Outcome
from qabyldau.core.errors import ConflictError, ForbiddenError, InputError
from qabyldau.drafting.models import AnswerDraft
from qabyldau.drafting.queries import draft_of, texts_of
from qabyldau.drafting.services import (
    OwnWordsError,
    Verdict,
    draft_ask,
    draft_choose,
    draft_judge,
    draft_write,
)
from qabyldau.flow.answer import (
    Closing,
    answer_case,
    close_case,
    reopen_for_applicant,
    send_draft,
    withdraw_appeal,
)
from qabyldau.flow.track import track_appeal
from qabyldau.flow.triage import Decision, join_case, open_case
from qabyldau.intake.models import Appeal
from qabyldau.intake.services import Contact
from qabyldau.messages.models import Message
from qabyldau.messages.rules import TRIES, Attempted
from qabyldau.messages.services import attempt_record
from tests.people import MONDAY_NOON, World, make_world

pytestmark = pytest.mark.django_db
AT = MONDAY_NOON + timedelta(hours=2)
KK, RU = "Шам ауыстырылды.", "Фонарь заменили."
RITA = Contact(name="Рита Ким", email="rita@example.com")


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def case(world: World) -> Case:
    """A case of Aigul, who asked in Kazakh by telephone, and Rita, who asked in Russian and left an e-mail."""
    saule = world.actor("saule")
    first, second = world.appeal().appeal, rita(world)
    opened = open_case(actor=saule, appeal_uuid=str(first.uuid), decision=Decision("lighting.street"), at=AT)
    return join_case(actor=saule, appeal_uuid=str(second.uuid), case_uuid=str(opened.uuid), at=AT)


def rita(world: World, key: str = "rita") -> Appeal:
    words = "На улице Абая не горят фонари."
    return world.appeal(words, key=key, answer_language="ru", contact=RITA, consent_language="ru").appeal


def drafted(world: World, case: Case, by: str = "saule", **texts: str) -> AnswerDraft:
    draft = draft_of(case)
    version = draft.version if draft else 0
    return draft_write(actor=world.actor(by), case=case, texts=texts, version=version, at=AT)


def sent(world: World, case: Case, by: str = "saule") -> Case:
    draft = draft_of(case)
    seen = draft.version if draft else 0
    return send_draft(actor=world.actor(by), case_uuid=str(case.uuid), seen=seen, version=0, at=AT)


def test_a_comma_of_another_does_not_let_its_writer_approve_an_answer(world: World, case: Case) -> None:
    drafted(world, case, by="nurlan", kk=KK, ru=RU)
    draft = drafted(world, case, by="saule", kk=f"{KK} ", ru=f"{RU[:-1]}!")
    draft = drafted(world, case, by="saule", kk=f"{KK[:-1]}!", ru=f"{RU[:-1]}!")
    draft = draft_ask(actor=world.actor("saule"), case=case, version=draft.version, at=AT)
    verdict = Verdict(is_good=True, remark="", version=draft.version)
    with pytest.raises(OwnWordsError):
        draft_judge(actor=world.actor("nurlan"), case=case, verdict=verdict, at=AT)
    drafted(world, case, kk="", ru="")
    draft = drafted(world, case, kk=KK, ru=RU)
    draft = draft_ask(actor=world.actor("saule"), case=case, version=draft.version, at=AT)
    verdict = Verdict(is_good=True, remark="", version=draft.version)
    assert draft_judge(actor=world.actor("nurlan"), case=case, verdict=verdict, at=AT).state == "approved"


def test_everyone_in_the_case_reads_the_answer_in_their_own_language(world: World, case: Case) -> None:
    drafted(world, case, kk=KK, ru=RU)
    assert sent(world, case).status == "answered"
    said = {
        row.appeal.answer_language: (row.answer.body, row.answer.language) for row in Delivery.objects.all()
    }
    assert said == {"kk": (KK, "kk"), "ru": (RU, "ru")}
    assert len({row.giving for row in Answer.objects.all()}) == 1
    assert draft_of(case) is None


def test_it_is_not_sent_while_the_language_of_somebody_is_missing(world: World, case: Case) -> None:
    drafted(world, case, kk=KK, ru="  ")
    with pytest.raises(InputError) as refused:
        sent(world, case)
    assert refused.value.field == "language"
    assert Delivery.objects.count() == 0
    with pytest.raises(InputError):
        answer_case(actor=world.actor("saule"), case_uuid=str(case.uuid), body=KK, version=0, at=AT)


def test_somebody_may_get_another_language_with_a_note_that_says_why(world: World, case: Case) -> None:
    draft, saule = drafted(world, case, kk=KK), world.actor("saule")
    appeal = Appeal.objects.get(answer_language="ru")
    with pytest.raises(InputError):
        draft_choose(actor=saule, draft=draft, appeal=appeal, language="kk", note=" ")
    draft_choose(actor=saule, draft=draft, appeal=appeal, language="kk", note="Телефонмен келістік")
    sent(world, case)
    row = Delivery.objects.get(appeal=appeal)
    assert (row.answer.language, row.language_note) == ("kk", "Телефонмен келістік")
    assert {item.note for item in reached_in(case)} == {"", "Телефонмен келістік"}


def test_a_choice_is_taken_back_by_choosing_the_persons_own_language(world: World, case: Case) -> None:
    draft, saule = drafted(world, case, kk=KK), world.actor("saule")
    appeal = Appeal.objects.get(answer_language="ru")
    draft = draft_choose(actor=saule, draft=draft, appeal=appeal, language="kk", note="Келістік")
    draft_choose(actor=saule, draft=draft, appeal=appeal, language="ru", note="")
    with pytest.raises(InputError):
        sent(world, case)


def test_where_the_office_wants_it_another_pair_of_eyes_approves_and_never_the_writer(
    world: World, case: Case
) -> None:
    type(world.office).objects.update(needs_second_eyes=True)
    drafted(world, case, "nurlan", kk=KK)
    drafted(world, case, kk=KK, ru=RU)
    with pytest.raises(InputError) as refused:
        sent(world, case)
    assert refused.value.field == "approval"
    with pytest.raises(InputError):
        answer_case(actor=world.actor("saule"), case_uuid=str(case.uuid), body=KK, version=0, at=AT)
    asked = draft_ask(actor=world.actor("saule"), case=case, version=draft_version(case), at=AT)
    with pytest.raises(ForbiddenError):
        draft_judge(actor=world.actor("saule"), case=case, verdict=Verdict(True, "", asked.version), at=AT)
    with pytest.raises(OwnWordsError):
        draft_judge(actor=world.actor("nurlan"), case=case, verdict=Verdict(True, "", asked.version), at=AT)


def draft_version(case: Case) -> int:
    draft = draft_of(case)
    return draft.version if draft else 0


def test_an_approved_draft_goes_and_a_changed_one_must_be_approved_anew(world: World, case: Case) -> None:
    type(world.office).objects.update(needs_second_eyes=True)
    drafted(world, case, kk=KK, ru=RU)
    nurlan = world.actor("nurlan")

    def approve() -> None:
        asked = draft_ask(actor=world.actor("saule"), case=case, version=draft_version(case), at=AT)
        draft_judge(actor=nurlan, case=case, verdict=Verdict(True, "", asked.version), at=AT)

    approve()
    drafted(world, case, kk=KK + " Тексеріңіз.")
    with pytest.raises(InputError):
        sent(world, case)
    approve()
    sent(world, case)
    assert {row.approved_by for row in Answer.objects.all()} == {nurlan.key}


def test_a_draft_given_back_says_what_to_mend(world: World, case: Case) -> None:
    drafted(world, case, kk=KK)
    asked = draft_ask(actor=world.actor("saule"), case=case, version=draft_version(case), at=AT)
    with pytest.raises(InputError):
        draft_judge(actor=world.actor("nurlan"), case=case, verdict=Verdict(False, " ", asked.version), at=AT)
    draft_judge(
        actor=world.actor("nurlan"), case=case, verdict=Verdict(False, "Күнін жазыңыз", asked.version), at=AT
    )
    draft = draft_of(case)
    assert draft is not None
    assert (draft.state, draft.remark, texts_of(draft)) == ("returned", "Күнін жазыңыз", {"kk": KK})


def test_two_who_write_at_once_do_not_overwrite_each_other(world: World, case: Case) -> None:
    first = drafted(world, case, kk=KK)
    drafted(world, case, "nurlan", kk=KK + " Тексердік.")
    with pytest.raises(ConflictError):
        draft_write(actor=world.actor("saule"), case=case, texts={"kk": "x"}, version=first.version, at=AT)
    with pytest.raises(ConflictError):
        draft_write(actor=world.actor("saule"), case=case, texts={"kk": "x"}, version=0, at=AT)


def test_the_database_itself_refuses_a_draft_and_an_answer_approved_by_their_writer(
    world: World, case: Case
) -> None:
    drafted(world, case, kk=KK, ru=RU)
    with pytest.raises(IntegrityError), transaction.atomic():
        AnswerDraft.objects.update(state="approved", judged_by=world.actor("saule").key)
    sent(world, case)
    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.update(approved_by=world.actor("saule").key)


def test_the_words_of_a_draft_stand_nowhere_in_plain_letters(world: World, case: Case) -> None:
    drafted(world, case, kk=KK)
    row = AnswerDraft.objects.get().texts.values_list("body", flat=True).get()
    assert KK.encode() not in bytes(row)


def reaches(case: Case) -> dict[str, Reach]:
    return {row.wanted: row.reach for row in reached_in(case)}


def test_it_is_known_of_each_person_whether_the_answer_came(world: World, case: Case) -> None:
    drafted(world, case, kk=KK, ru=RU)
    sent(world, case)
    assert reaches(case) == {"kk": Reach.PAGE, "ru": Reach.WAITING}
    letter = Message.objects.get(kind="answers.answer", channel="email")
    for turn in range(TRIES):
        attempt_record(message=letter, attempted=Attempted("refused"), at=AT + timedelta(hours=turn))
    assert reaches(case)["ru"] is Reach.FAILED
    receipt = Appeal.objects.get(answer_language="kk").receipts.get()
    track_appeal(uuid=str(receipt.uuid), at=AT)
    assert reaches(case)["kk"] is Reach.READ
    delivery_hand(
        actor=world.actor("saule"), delivery=Delivery.objects.get(appeal__answer_language="ru"), at=AT
    )
    assert reaches(case)["ru"] is Reach.HANDED


def test_answers_that_reached_nobody_stand_in_a_list(world: World, case: Case) -> None:
    drafted(world, case, kk=KK, ru=RU)
    sent(world, case)
    saule, marat = world.actor("saule"), world.actor("marat")
    assert [row.wanted for _, row in unreached(saule)] == ["kk"]
    letter = Message.objects.get(kind="answers.answer", channel="email")
    for turn in range(TRIES):
        attempt_record(message=letter, attempted=Attempted("refused"), at=AT + timedelta(hours=turn))
    assert [row.wanted for _, row in unreached(saule)] == ["kk", "ru"]
    assert unreached(marat) == []
    with pytest.raises(ForbiddenError):
        unreached(world.actor("dana"))


def test_a_case_counts_as_answered_only_when_everybody_in_it_was_told(world: World, case: Case) -> None:
    drafted(world, case, kk=KK, ru=RU)
    sent(world, case)
    assert has_answer(case)
    third, saule = rita(world, "rita-2"), world.actor("saule")
    again = join_case(actor=saule, appeal_uuid=str(third.uuid), case_uuid=str(case.uuid), at=AT)
    assert (again.status, has_answer(case)) == ("in_work", False)
    with pytest.raises(InputError):
        close_case(actor=saule, case_uuid=str(case.uuid), closing=Closing(Outcome.SATISFIED), at=AT)
    assert not answered_without_delivery().exists()
    Case.objects.filter(pk=case.pk).update(status="answered")
    assert list(answered_without_delivery()) == [case]


def test_who_took_the_appeal_back_is_told_nothing_and_holds_nobody_up(world: World, case: Case) -> None:
    withdraw_appeal(appeal=Appeal.objects.get(answer_language="ru"), at=AT)
    drafted(world, case, kk=KK)
    sent(world, case)
    assert Delivery.objects.get().appeal.answer_language == "kk"
    assert has_answer(case)


def test_one_press_opens_a_case_again_only_for_as_long_as_the_office_gives(world: World, case: Case) -> None:
    type(world.office).objects.update(reopen_days=7)
    drafted(world, case, kk=KK, ru=RU)
    sent(world, case)
    appeal = Appeal.objects.select_related("office").get(answer_language="kk")
    assert reopens_on(appeal, case_of(appeal) or case) == MONDAY_NOON.date() + timedelta(days=7)
    with pytest.raises(ConflictError):
        reopen_for_applicant(appeal=appeal, reason="Жанбайды", at=AT + timedelta(days=8))
    assert (
        reopen_for_applicant(appeal=appeal, reason="Жанбайды", at=AT + timedelta(days=7)).status == "reopened"
    )
