"""The log says what failed, where and when, and never in the words of a person."""

import json
import logging
import sys
from datetime import datetime

from django.conf import settings

WORDS = "Айгүл Сапарова, Абай көшесі 12"


def written(record: logging.LogRecord) -> dict[str, object]:
    """Return the line of the log that a record becomes."""
    config = settings.LOGGING["formatters"]["json"]
    formatter = config["()"](**{name: value for name, value in config.items() if name != "()"})
    return dict(json.loads(formatter.format(record)))


def test_a_failure_is_logged_with_its_place_and_without_its_words() -> None:
    try:
        raise ValueError(WORDS)
    except ValueError:
        record = logging.LogRecord("django.request", logging.ERROR, "", 0, "failed", None, sys.exc_info())
    line = written(record)
    assert (line["error"], "test_logs.py" in str(line["where"])) == ("ValueError", True)
    assert "Сапарова" not in str(line)


def test_a_line_of_the_log_has_its_day() -> None:
    record = logging.LogRecord("django.request", logging.ERROR, "", 0, "failed", None, None)
    assert datetime.fromisoformat(str(written(record)["timestamp"])).tzinfo is not None
