"""``casework check``: clean work gives no finding; whatever is broken by hand in the tables is found by its rule."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qabyldau.accounts.models import User
from qabyldau.answers.models import Delivery
from qabyldau.casework.models import Case, CaseAppeal, Deadline
from qabyldau.casework.rules.moves import Outcome
from qabyldau.chain.models import Link
from qabyldau.flow.answer import Closing, answer_case, close_case
from qabyldau.flow.check import check_casework
from qabyldau.flow.check.rules import RULES
from qabyldau.flow.refer.chase import chase_all
from qabyldau.flow.refer.sending import take_authority_reply
from qabyldau.flow.tell import send_waiting
from qabyldau.intake.services import Contact
from qabyldau.messages.models import Message
from qabyldau.referrals.models import AuthorityReply, Letter, Referral
from qabyldau.referrals.rules.replies import Tick, Verdict
from qabyldau.referrals.services.replies import reply_judge
from tests.people import MONDAY_NOON
from tests.referring import Mailbox, Referring, day, mailbox, make_referring, reply

__all__ = ["mailbox"]
pytestmark = pytest.mark.django_db
AIGUL = Contact(name="Айгүл Сапарова", email="aigul@example.kz")
FULL = Verdict(frozenset(Tick), is_enough=True)


@pytest.fixture
def scene(mailbox: Mailbox) -> Referring:
    """A case that was sent to an authority by e-mail."""
    scene = make_referring(contact=AIGUL)
    scene.refer()
    send_waiting(MONDAY_NOON)
    return scene


def replied(scene: Referring, at: int = 3) -> AuthorityReply:
    return take_authority_reply(
        actor=scene.world.actor("saule"), referral_uuid=str(Referral.objects.get().uuid),
        reply=reply(at=day(at)), papers=[], at=day(at),
    )  # fmt: skip


def answered(scene: Referring) -> Case:
    saule, uuid = scene.world.actor("saule"), str(scene.case.uuid)
    return answer_case(actor=saule, case_uuid=uuid, body="Шам ауыстырылды.", version=0, at=day(4))


def closed(scene: Referring) -> Case:
    answered(scene)
    closing = Closing(Outcome.SATISFIED)
    return close_case(
        actor=scene.world.actor("saule"), case_uuid=str(scene.case.uuid), closing=closing, at=day(5)
    )


def broken(number: int = 0) -> set[str]:
    return set(check_casework(day(number)).broken)


def unguarded(model: type, *names: str) -> None:
    """Take a check of the database itself away, in the transaction of this test."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = ON")
            return
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for name in names:
            cursor.execute(f'ALTER TABLE {model._meta.db_table} DROP CONSTRAINT "{name}"')  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def guarded_again(db: None) -> object:
    yield
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA ignore_check_constraints = OFF")


def test_work_from_the_letter_to_the_closed_case_gives_no_finding_at_any_step(scene: Referring) -> None:
    assert broken() == set()
    chase_all(day(22))
    assert broken(22) == set()
    kept = replied(scene)
    assert broken(4) == set()
    reply_judge(actor=scene.world.actor("saule"), reply=kept, verdict=FULL, at=day(4))
    answered(scene)
    send_waiting(day(4))
    assert broken(5) == set()
    closed(scene)
    send_waiting(day(5))
    found = check_casework(day(40))
    assert (found.findings, dict(found.broken)) == ([], {})
    assert found.checked["referrals"] == found.checked["cases"] == found.checked["appeals"] == 1


Break = Callable[[Referring], object]


def _nobodys(scene: Referring) -> None:
    unguarded(Case, "case_has_an_owner")
    Case.objects.update(owner=None)


def _without_outcome(scene: Referring) -> None:
    closed(scene)
    unguarded(Case, "case_closed_with_an_outcome")
    Case.objects.update(outcome="")


def _unknown_state(scene: Referring) -> None:
    unguarded(Referral, "referral_reply_state_known", "referral_replied_at_a_moment")
    Referral.objects.update(reply_state="nowhere")


def _numberless(scene: Referring) -> None:
    Letter.objects.update(send_state="prepared", serial=None, year=None, on=None)


def _without_term(scene: Referring) -> None:
    Referral.objects.update(start_on=None, due_on=None, long_on=None)


def _not_reminded(scene: Referring) -> None:
    chase_all(day(22))
    Letter.objects.filter(kind="reminder").delete()


def _answer_deliveries(scene: Referring) -> None:
    answered(scene)
    Delivery.objects.all().delete()


def _answer_notices(scene: Referring) -> None:
    answered(scene)
    Message.objects.filter(kind="answers.answer").delete()


BREAKS: dict[str, tuple[Break, int]] = {
    "case-without-owner": (_nobodys, 0),
    "owner-gone": (lambda scene: User.objects.filter(username="saule").update(is_active=False), 0),
    "case-without-appeal": (lambda scene: CaseAppeal.objects.all().delete(), 0),
    "appeal-without-deadline": (lambda scene: Deadline.objects.filter(clock="ours").delete(), 0),
    "date-astray": (lambda scene: Case.objects.update(due_on="2026-12-31"), 0),
    "closed-without-outcome": (_without_outcome, 5),
    "clock-after-end": (lambda scene: (closed(scene), Deadline.objects.update(met_at=None)), 5),
    "status-astray": (lambda scene: Case.objects.update(status="in_work"), 0),
    "answered-without-delivery": (_answer_deliveries, 4),
    "answer-unannounced": (_answer_notices, 4),
    "referral-without-state": (_unknown_state, 0),
    "referral-never-sent": (_numberless, 0),
    "referral-without-term": (_without_term, 0),
    "referral-state-astray": (
        lambda scene: Referral.objects.update(reply_state="judged", replied_at=day(1)), 1,
    ),
    "late-unnoticed": (lambda scene: None, 24),
    "sent-without-referral": (lambda scene: Referral.objects.update(case=other(scene)), 0),
    "letter-adrift": (lambda scene: Letter.objects.update(send_state="queued"), 0),
    "forwarded-untold": (lambda scene: Message.objects.filter(kind="referrals.forwarded").delete(), 0),
    "reminder-owed": (_not_reminded, 25),
    "reply-unjudged": (replied, 20),
    "appeal-unlinked": (lambda scene: Link.objects.filter(relation="worked_on_in").delete(), 0),
    "link-astray": (lambda scene: CaseAppeal.objects.all().delete(), 0),
    "referral-unlinked": (lambda scene: Link.objects.filter(relation="referred_by").update(state="rejected"), 0),
    "message-stuck": (lambda scene: Message.objects.filter(channel="email").update(state="queued", sent_at=None), 1),
    "message-without-server": (
        lambda scene: Message.objects.filter(channel="email").update(state="queued", channel="sms", sent_at=None), 4,
    ),
    "message-held": (lambda scene: Message.objects.filter(channel="email").update(state="sending", sent_at=None), 1),
}  # fmt: skip


def other(scene: Referring) -> Case:
    """Return another case of the same office, without appeals."""
    fields = {field.attname: getattr(scene.case, field.attname) for field in Case._meta.concrete_fields}
    return Case.objects.create(**{key: value for key, value in fields.items() if key not in {"id", "uuid"}})


@pytest.mark.parametrize("rule", [rule.name for rule in RULES])
def test_what_is_broken_by_hand_is_found_by_its_rule(scene: Referring, rule: str) -> None:
    breaking, number = BREAKS[rule]
    breaking(scene)
    found = [row for row in check_casework(day(number)).findings if row.rule.name == rule]
    assert found
    assert found[0].uuid
    if rule not in {"link-astray", "case-without-appeal"}:
        assert found[0].office == "ALM"


def test_a_finding_names_the_number_of_its_appeal(scene: Referring) -> None:
    _nobodys(scene)
    row = next(row for row in check_casework(day(0)).findings if row.rule.name == "case-without-owner")
    assert row.number == scene.registered.appeal.number


def test_more_rows_make_no_more_queries(scene: Referring) -> None:
    with CaptureQueriesContext(
        connection,
    ) as few:
        check_casework(day(40))
    for number in range(5):
        scene.world.appeal(key=f"more-{number}", contact=AIGUL)
    Deadline.objects.all().delete()
    with CaptureQueriesContext(connection) as many:
        assert check_casework(day(40)).broken["appeal-without-deadline"] == 6
    assert len(many) == len(few)


def test_a_reminder_that_waits_for_a_person_is_not_owed_and_one_sent_a_while_ago_is(scene: Referring) -> None:
    chase_all(day(22))
    assert "reminder-owed" not in broken(60)
    Letter.objects.filter(kind="reminder").update(
        send_state="sent", sent_at=day(22), on=day(22).date(), serial=9, year=2026
    )
    Referral.objects.update(rung="reminder")
    assert "reminder-owed" not in broken(29)
    assert "reminder-owed" in broken(22 + 7 + 4)


def test_a_message_that_waits_for_its_next_try_is_not_stuck(scene: Referring) -> None:
    waits = MONDAY_NOON + timedelta(hours=3)
    Message.objects.filter(channel="email").update(state="queued", sent_at=None, not_before=waits)
    assert "message-stuck" not in set(check_casework(waits).broken)
