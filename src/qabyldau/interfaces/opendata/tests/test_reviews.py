"""The file of reviews holds the counts of each reception and month as they are now, and no words."""

import csv
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from qabyldau.answers.rules.reviews import Rating
from tests.people import MONDAY_NOON, make_world
from tests.reviewing import code_of_visit, many

pytestmark = pytest.mark.django_db


def rows(client: Client) -> list[dict[str, str]]:
    answer = client.get("/opendata/reviews.csv")
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    return list(csv.DictReader(body.decode("utf-8-sig").splitlines()))


def test_the_file_counts_what_the_page_counts_and_holds_no_words(client: Client) -> None:
    with time_machine.travel(MONDAY_NOON + timedelta(hours=1), tick=False):
        world = make_world()
        many(world, [Rating.POSITIVE] * 6 + [Rating.NEGATIVE] * 5, "Кезек ұзақ")
        code_of_visit(world, "silent")
        (row,) = rows(client)
    told = [row[name] for name in ("office", "year", "month", "subject", "asked", "answered")]
    assert told == ["ALM", "2026", "9", "office", "12", "11"]
    assert [row[name] for name in ("positive", "neutral", "negative")] == ["6", "0", "5"]
    assert not any("Кезек" in value for value in row.values())
