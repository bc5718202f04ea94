"""``qabyldau mail``: plain words about the mailbox and its settings."""

from typing import Any

import pytest

from qabyldau.interfaces.cli.main import main
from qabyldau.mailroom.models import Mail
from tests.mailbox import Box, box, imap_server, letter
from tests.people import make_world

__all__ = ["box", "imap_server"]
pytestmark = pytest.mark.django_db


def test_without_a_mailbox_the_setting_is_named(capsys: Any) -> None:
    assert main(["mail", "check"]) == 1
    assert "QABYLDAU_MAILBOX_URL: not set" in capsys.readouterr().err


def test_check_counts_what_lies_there_and_fetch_takes_it(box: Box, capsys: Any, settings: Any) -> None:
    make_world()
    settings.EMAIL_URL = "smtp://127.0.0.1:9"
    box.put(letter(), letter())
    assert main(["mail", "check"]) == 0
    said = capsys.readouterr().out
    assert "letters that wait there: 2" in said and "go to the folder Qabyldau" in said
    assert not Mail.objects.exists()
    assert main(["mail", "fetch"]) == 0
    assert "letters taken in: 2" in capsys.readouterr().out
    assert Mail.objects.count() == 2


def test_check_says_which_settings_do_not_fit(box: Box, capsys: Any, settings: Any) -> None:
    settings.MAILBOX_ADDRESS, settings.MAILBOX_OFFICE = "", "NONE"
    assert main(["mail", "check"]) == 1
    said = capsys.readouterr().out
    assert all(
        name in said for name in ("QABYLDAU_MAILBOX_ADDRESS", "QABYLDAU_EMAIL_URL", "there is no office NONE")
    )


@pytest.mark.parametrize(
    ("changed", "step"),
    [("wrong", "user and password"), ("folder", "look at the folder"), ("port", "host and port")],
)
def test_check_names_the_step_that_fails_and_its_mend(
    box: Box, capsys: Any, settings: Any, changed: str, step: str
) -> None:
    settings.MAILBOX_URL = {
        "wrong": box.url.replace("mailbox-password", "other"),
        "folder": box.url.replace("INBOX", "Nowhere"),
        "port": "imap://a:secret@127.0.0.1:9/INBOX",
    }[changed]
    assert main(["mail", "check"]) == 1
    said = capsys.readouterr().err
    assert step in said and "secret" not in said and "mailbox-password" not in said
