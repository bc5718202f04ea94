"""The same matter in two languages: suggested with its reason, judged by a person, undone; nobody loses a number or a clock."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from qabyldau.accounts.rules import machine
from qabyldau.answers.queries.tracking import has_answer
from qabyldau.casework.models import Case, Deadline
from qabyldau.casework.queries import case_of
from qabyldau.chain.models import Link
from qabyldau.chain.rules import APPEAL, LinkState, Relation, Thing
from qabyldau.chain.services import link_make, link_suggest
from qabyldau.core.errors import ConflictError, ForbiddenError, InputError, MissingError
from qabyldau.flow.answer import answer_case
from qabyldau.flow.linking.judge import join_as_linked, judge_link, split_appeal
from qabyldau.flow.linking.suggest import suggest_links
from qabyldau.flow.triage import Decision, give_case, join_case, open_case
from qabyldau.history.models import Entry
from qabyldau.intake.models import Appeal
from qabyldau.intake.services import Contact
from qabyldau.understanding.models import MatterKey
from qabyldau.understanding.reader import matter_keys_make
from tests.people import DARK_STREET, MONDAY_NOON, World, make_world

pytestmark = pytest.mark.django_db
AT = MONDAY_NOON + timedelta(hours=2)
DARK_RU = "Здравствуйте, на улице Абая уже две недели не горят фонари, дети идут в школу в темноте."
RITA = Contact(name="Рита Ким", phone="+77010000999")


@pytest.fixture
def world() -> World:
    return make_world()


def rita(world: World, body: str = DARK_RU, **changes: object) -> Appeal:
    given: dict[str, Any] = {
        "key": "rita",
        "answer_language": "ru",
        "contact": RITA,
        "consent_language": "ru",
    }
    return world.appeal(body, **{**given, **changes}).appeal


def suggested(world: World) -> tuple[Appeal, Appeal, Link]:
    """Return two appeals about one street, the second in Russian, and the suggestion between them."""
    first, second = world.appeal().appeal, rita(world)
    suggest_links(first.pk, AT)
    suggest_links(second.pk, AT)
    return first, second, Link.objects.get(relation=Relation.SAME_MATTER)


def opened(world: World, appeal: Appeal) -> Case:
    decision = Decision("lighting.street")
    return open_case(actor=world.actor("saule"), appeal_uuid=str(appeal.uuid), decision=decision, at=AT)


def test_the_same_street_is_found_in_both_languages_with_the_reason(world: World) -> None:
    first, second, link = suggested(world)
    assert link.state == LinkState.SUGGESTED
    assert {link.source_uuid, link.target_uuid} == {first.uuid, second.uuid}
    assert {"фонари = шам", "темноте = қараңғыда"} <= set((link.why or "").splitlines())
    assert case_of(second) is None


@pytest.mark.parametrize("turn", [1, -1])
def test_the_reason_is_worded_alike_whichever_of_the_two_was_looked_at_last(world: World, turn: int) -> None:
    pair = (world.appeal().appeal, rita(world))
    for one in pair:
        matter_keys_make(appeal=one)
    for one in pair[::turn]:
        suggest_links(one.pk, AT)
    why = Link.objects.get(relation=Relation.SAME_MATTER).why
    assert "фонари = шам" in why


def test_another_street_another_theme_and_another_office_are_not_suggested(world: World) -> None:
    suggest_links(world.appeal().appeal.pk, AT)
    for key, body in (
        ("a", "Сәтбаев көшесінде шам жанбайды, екі апта болды."),
        ("b", "Абай көшесінде қоқыс шығарылмайды."),
    ):
        suggest_links(rita(world, body, key=key).pk, AT)
    assert not Link.objects.exists()


def test_what_is_confidential_has_no_keys_and_is_never_suggested(world: World) -> None:
    hidden = world.appeal(is_confidential=True).appeal
    suggest_links(hidden.pk, AT)
    assert not MatterKey.objects.exists()
    second = rita(world)
    suggest_links(second.pk, AT)
    assert not Link.objects.exists()
    first = world.appeal(key="open").appeal
    Appeal.objects.filter(pk=first.pk).update(is_confidential=True)
    suggest_links(second.pk, AT)
    assert not Link.objects.exists()


def test_the_same_person_about_the_same_matter_is_a_repeat_whatever_the_name(world: World) -> None:
    first = world.appeal().appeal
    again = world.appeal(DARK_RU, key="again", contact=Contact(name="А. С.", phone="+77010000123")).appeal
    suggest_links(again.pk, AT)
    link = Link.objects.get()
    assert (link.relation, link.source_uuid, link.target_uuid) == (Relation.REPEATS, again.uuid, first.uuid)


def test_the_work_does_not_grow_with_the_archive(world: World) -> None:
    def queries() -> int:
        appeal = rita(world, key=f"q{Appeal.objects.count()}")
        with CaptureQueriesContext(connection) as found:
            suggest_links(appeal.pk, AT)
        return len([row for row in found if "SELECT" in row["sql"] and "history" not in row["sql"]])

    world.appeal()
    few = queries()
    for turn in range(20):
        appeal = world.appeal(f"{DARK_STREET} {turn}", key=f"more-{turn}", contact=Contact()).appeal
        suggest_links(appeal.pk, AT)
    assert queries() <= few + 12


def test_a_person_judges_and_undoes_and_each_judgement_stands_in_the_history(world: World) -> None:
    _first, second, link = suggested(world)
    saule = world.actor("saule")
    for state in (LinkState.REJECTED, LinkState.SUGGESTED, LinkState.CONFIRMED):
        judge_link(actor=saule, appeal_uuid=str(second.uuid), link_uuid=str(link.uuid), state=state, at=AT)
    assert Link.objects.get(pk=link.pk).state == LinkState.CONFIRMED
    assert Entry.objects.filter(action="chain.link.judged", target_uuid=str(link.uuid)).count() == 3
    with pytest.raises(ConflictError):
        judge_link(
            actor=saule,
            appeal_uuid=str(second.uuid),
            link_uuid=str(link.uuid),
            state=LinkState.REJECTED,
            at=AT,
        )


def test_what_a_person_rejected_no_machine_brings_up_again(world: World) -> None:
    _first, second, link = suggested(world)
    judge_link(
        actor=world.actor("saule"),
        appeal_uuid=str(second.uuid),
        link_uuid=str(link.uuid),
        state=LinkState.REJECTED,
        at=AT,
    )
    assert suggest_links(second.pk, AT) == 0
    assert Link.objects.get().state == LinkState.REJECTED


def test_who_may_not_judge_and_who_sees_one_end_only(world: World) -> None:
    first, second, link = suggested(world)
    given = {
        "appeal_uuid": str(second.uuid),
        "link_uuid": str(link.uuid),
        "state": LinkState.CONFIRMED,
        "at": AT,
    }
    for name in ("dana", "bolat", "erlan", "zhanna", "marat"):
        with pytest.raises((MissingError, ForbiddenError)):
            judge_link(actor=world.actor(name), **given)  # type: ignore[arg-type]
    Appeal.objects.filter(pk=first.pk).update(is_confidential=True)
    with pytest.raises(MissingError):
        judge_link(actor=world.actor("saule"), **given)  # type: ignore[arg-type]


def test_no_machine_confirms_not_even_in_the_database(world: World) -> None:
    _first, _second, link = suggested(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        Link.objects.filter(pk=link.pk).update(state=LinkState.CONFIRMED)
    with pytest.raises(InputError):
        ends = Thing(APPEAL, str(link.source_uuid)), Thing(APPEAL, str(link.target_uuid))
        link_make(ends[0], Relation.SAME_MATTER, ends[1], who=machine().who, state=LinkState.CONFIRMED, at=AT)


def test_a_pair_is_one_row_whichever_end_comes_first(world: World) -> None:
    first, second, _link = suggested(world)
    ends = Thing(APPEAL, str(first.uuid)), Thing(APPEAL, str(second.uuid))
    for source, target in (ends, ends[::-1]):
        assert link_suggest(source, Relation.SAME_MATTER, target, who=machine().who, why=(), at=AT) is None


def test_joining_confirms_and_splitting_off_gives_back_a_case_with_its_own_number_and_clocks(
    world: World,
) -> None:
    first, second, link = suggested(world)
    saule, case = world.actor("saule"), opened(world, first)
    joined = join_as_linked(actor=saule, appeal_uuid=str(second.uuid), link_uuid=str(link.uuid), at=AT)
    assert joined == case
    before = {row.pk for row in Deadline.objects.filter(appeal=second)}
    new = split_appeal(
        actor=saule,
        case_uuid=str(case.uuid),
        appeal_uuid=str(second.uuid),
        reason="Басқа көше",
        version=0,
        at=AT,
    )
    assert (new.status, new.owner, new.pk != case.pk) == ("assigned", world.users["saule"], True)
    assert Appeal.objects.get(pk=second.pk).number == second.number
    assert {row.pk for row in Deadline.objects.filter(appeal=second, replaced_at__isnull=True)} == before
    assert "casework.case.split" in Entry.objects.filter(target_uuid=str(case.uuid)).values_list(
        "action", flat=True
    )
    with pytest.raises(ConflictError):
        split_appeal(
            actor=saule,
            case_uuid=str(case.uuid),
            appeal_uuid=str(first.uuid),
            reason="Жалғыз",
            version=0,
            at=AT,
        )


def test_whoever_splits_off_from_a_colleagues_case_takes_it_and_a_manager_leaves_it_where_it_lay(
    world: World,
) -> None:
    first, second, link = suggested(world)
    nurlan, saule, case = world.actor("nurlan"), world.actor("saule"), opened(world, first)
    join_as_linked(actor=saule, appeal_uuid=str(second.uuid), link_uuid=str(link.uuid), at=AT)
    give_case(actor=nurlan, case=case, owner_key=nurlan.key, at=AT)
    given = {"case_uuid": str(case.uuid), "reason": "Басқа көше", "version": 0, "at": AT}
    new = split_appeal(actor=saule, appeal_uuid=str(second.uuid), **given)  # type: ignore[arg-type]
    assert (new.owner, new.status) == (world.users["saule"], "assigned")
    third = world.appeal(key="third").appeal
    join_case(actor=saule, appeal_uuid=str(third.uuid), case_uuid=str(new.uuid), at=AT)
    given["case_uuid"] = str(new.uuid)
    left = split_appeal(actor=nurlan, appeal_uuid=str(third.uuid), **given)  # type: ignore[arg-type]
    assert left.owner == world.users["saule"]


def test_what_was_answered_together_is_owed_again_after_a_split(world: World) -> None:
    first, second, link = suggested(world)
    Appeal.objects.update(answer_language="kk")
    saule, case = world.actor("saule"), opened(world, first)
    join_as_linked(actor=saule, appeal_uuid=str(second.uuid), link_uuid=str(link.uuid), at=AT)
    answer_case(actor=saule, case_uuid=str(case.uuid), body="Шам ауыстырылды.", version=0, at=AT)
    new = split_appeal(
        actor=saule,
        case_uuid=str(case.uuid),
        appeal_uuid=str(second.uuid),
        reason="Басқа көше",
        version=0,
        at=AT,
    )
    assert not has_answer(new)
    live = Deadline.objects.filter(appeal=second, replaced_at__isnull=True, met_at__isnull=True)
    assert [row.clock for row in live] == ["ours"]
