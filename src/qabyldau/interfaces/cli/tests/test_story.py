"""The story of the demonstration: every page of casework has something true to show, and the check finds nothing."""

import json
from pathlib import Path

import pytest
from django.db.models import Count

from qabyldau.accounts.rules import machine
from qabyldau.answers.models import Delivery
from qabyldau.core import clock
from qabyldau.drafting.models import AnswerDraft
from qabyldau.flow.check import check_casework
from qabyldau.flow.refer.chase import stuck_today
from qabyldau.interfaces.cli.cast import Story
from qabyldau.interfaces.cli.demo import load
from qabyldau.interfaces.cli.importing import import_lines, jsonl_lines
from qabyldau.interfaces.cli.reference import load_reference
from qabyldau.interfaces.cli.story import play
from qabyldau.interfaces.cli.tables import text_of
from qabyldau.messages.models import Message
from qabyldau.referrals.models import Letter, PromisedCheck, Referral
from qabyldau.referrals.services.replies import signs_of
from tests.installations import bare_installation

REFERRED = {"refer", "draft"}


def _referred() -> tuple[list[bytes], dict[str, str]]:
    """Return the appeals that were sent on, and those that joined them: their lines, and the office of each."""
    deeds = [json.loads(line) for line in text_of("demo/story.jsonl").splitlines() if line.strip()]
    refs = {deed["ref"] for deed in deeds if deed["action"] in REFERRED}
    refs |= {deed["ref"] for deed in deeds if deed.get("into") in refs}
    lines = [line for line in text_of("demo/appeals.jsonl").splitlines() if line.strip()]
    rows = [(line.encode(), json.loads(line)) for line in lines]
    chosen = [(line, row) for line, row in rows if row["ref"] in refs]
    return [line for line, _ in chosen], {row["ref"]: row["office"] for _, row in chosen}


@pytest.fixture
def story(db: None) -> Story:
    load_reference(machine("cli"), clock.now())
    load()
    lines, offices = _referred()
    for _ in import_lines(machine("import"), jsonl_lines(lines), clock.now()):
        pass
    for _ in play(offices):
        pass
    return Story(offices)


def test_the_story_of_referrals_has_something_for_every_page_and_the_check_finds_nothing(
    story: Story,
) -> None:
    _every_state(story)
    _what_came_back(story)


def _every_state(story: Story) -> None:
    found = check_casework(clock.now())
    assert (found.findings, found.checked["referrals"]) == ([], 11)
    states = set(Letter.objects.values_list("kind", "send_state"))
    wanted = {
        ("referral", "sent"), ("referral", "acknowledged"), ("referral", "failed"), ("again", "sent"),
        ("reminder", "sent"), ("reminder", "queued"), ("head", "prepared"),
    }  # fmt: skip
    assert wanted <= states
    assert {"long_overdue", "replied", "judged"} <= set(
        Referral.objects.values_list("reply_state", flat=True)
    )
    assert stuck_today(story.actor("yerlan"), clock.now())
    assert stuck_today(story.actor("nina"), clock.now())
    assert PromisedCheck.objects.count() == 3
    assert [row.state for row in AnswerDraft.objects.all()] == ["asked"]


def _what_came_back(story: Story) -> None:
    """An empty reply, a body that names another (Article 65), and one answer to three people in two languages."""
    empty = Referral.objects.get(case__case_appeals__appeal=story.appeal("demo-0122")).replies.order_by("pk")[
        0
    ]
    assert {"taken_into_account", "no_fact"} <= {kind for kind, *_ in signs_of(empty)}
    assert empty.is_enough is False
    sent_on = Referral.objects.filter(case__case_appeals__appeal=story.appeal("demo-0113")).order_by("pk")
    assert [row.organization.code for row in sent_on] == ["kyzylorda-building", "kyzylorda-roads"]
    told = Message.objects.filter(kind="referrals.forwarded", about_uuid=story.appeal("demo-0113").uuid)
    assert told.count() == 2, "each time the sender was told in the same deed"
    given = Delivery.objects.filter(answer__case__case_appeals__appeal=story.appeal("demo-0171"))
    languages = dict(given.values_list("answer__language").annotate(times=Count("pk")))
    assert languages == {"kk": 2, "ru": 1}
    assert {row.answer.approved_by for row in given} == {story.user_key("irina")}


@pytest.mark.slow
def test_the_whole_demonstration_gives_no_finding(tmp_path: Path) -> None:
    with bare_installation(tmp_path) as fresh:
        assert "465/465" in fresh.run("-m", "qabyldau", "demo", "--no-serve", timeout=600)
        found = json.loads(fresh.run("-m", "qabyldau", "casework", "check", "--json"))
    assert (found["findings"], found["checked"]["appeals"], found["checked"]["referrals"]) == ([], 249, 11)
