"""A month of an office with everything going wrong: nobody is told twice, nothing is lost, the check finds nothing."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.installations import installation
from tests.month.run import Mailbox, Month
from tests.telegram import BotApi, bot_api


def play(folder: Path, total: int, kills: int) -> None:
    """Play a month of so many appeals, say its figures, and hold it to what must be true."""
    with installation(folder) as fresh, bot_api() as api:
        month = Month(fresh, api, total, kills=kills)
        found = month.play()
        print(
            *found["days"],
            json.dumps({**found, "days": "", "mail": ""}, ensure_ascii=False, indent=1),
            sep="\n",
        )
        _nothing_is_lost(found, total)
        _everybody_is_told_once(found, month.box, api)
    assert month.killed == kills
    assert (found["code"], found["findings"]) == (0, [])


def _nothing_is_lost(found: dict[str, Any], total: int) -> None:
    assert (found["written"], found["lost"], found["flaws"]) == (total, [], 0)
    assert found["checked"]["appeals"] == total
    assert set(found["referred"]) <= {"waiting", "overdue", "long_overdue", "replied", "judged"}
    assert found["deliveries"] == found["notices"]


def _everybody_is_told_once(found: dict[str, Any], box: Mailbox, api: BotApi) -> None:
    """Each letter that counts as sent came once under its own Message-ID; a kill between send and mark alone doubles it."""
    came = Counter(box.accepted)
    sent = {key for key, state in found["mail"].items() if state == "sent"}
    assert sent <= set(came)
    assert set(came) <= set(found["mail"])
    doubles = sum(came.values()) - len(came)
    print(f"letters {len(came)}, doubles under one Message-ID {doubles}, kills {found['kills']}")
    assert doubles <= found["kills"]
    assert set(found["mail"].values()) <= {"sent", "failed"}
    chats = Counter((str(one["chat_id"]), one["text"]) for one in api.sent)
    assert chats


def test_a_month_with_a_hundred_and_twenty_appeals_leaves_nothing_to_find(tmp_path: Path) -> None:
    play(tmp_path, 120, 4)


@pytest.mark.slow
def test_a_month_with_two_thousand_appeals_leaves_nothing_to_find(tmp_path: Path) -> None:
    play(tmp_path, 2000, 30)
