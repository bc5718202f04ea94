"""``qabyldau mail``: look whether the mailbox answers and its settings fit together, or fetch what lies there."""

import argparse
from collections.abc import Iterator

from django.conf import settings

from qabyldau.core import clock
from qabyldau.core.errors import InputError, RefusedError
from qabyldau.flow.mail.sweep import fetch_mail
from qabyldau.gateways.mailbox import TAKEN_FOLDER, MailboxError, open_mailbox
from qabyldau.offices.models import Office

MENDS = {
    "connect": "look at host and port in QABYLDAU_MAILBOX_URL, and whether this machine may reach them",
    "sign in": "look at user and password in QABYLDAU_MAILBOX_URL; write an @ in the user's name as %40",
    "open the folder": "look at the folder in QABYLDAU_MAILBOX_URL, such as /INBOX",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what to do."""
    parser.add_argument("deed", choices=["check", "fetch"])


def run(options: argparse.Namespace) -> int:
    """Do it; 1 where the mailbox does not answer or the settings do not fit."""
    if not settings.MAILBOX_URL:
        raise InputError("QABYLDAU_MAILBOX_URL", "not set: write imaps://user:password@host:993/INBOX")
    return check() if options.deed == "check" else fetch()


def check() -> int:
    """Say how many letters lie there and what is wrong with the settings; nothing is fetched."""
    try:
        with open_mailbox(settings.MAILBOX_URL) as box:
            count, can_move = len(box.numbers()), box.can_put_away
    except MailboxError as error:
        step = str(error).partition(":")[0]
        raise RefusedError(
            f"the mailbox does not answer: {error}; {MENDS.get(step, 'try again later')}"
        ) from None
    print(f"the mailbox answers; letters that wait there: {count}")
    print(f"letters that were taken in go to the folder {TAKEN_FOLDER}" if can_move else "letters stay where they are, marked as seen")  # fmt: skip
    flaws = list(_flaws())
    for flaw in flaws:
        print(f"WRONG  {flaw}")
    return int(bool(flaws))


def _flaws() -> Iterator[str]:
    """Say what does not fit together."""
    if not settings.MAILBOX_ADDRESS:
        yield "QABYLDAU_MAILBOX_ADDRESS is not set: letters go out without an address for replies"
    if not settings.EMAIL_URL:
        yield "QABYLDAU_EMAIL_URL is not set: nothing goes out, so nobody can reply"
    if settings.MAILBOX_URL.startswith("imap://") and "@127.0.0.1" not in settings.MAILBOX_URL:
        yield "QABYLDAU_MAILBOX_URL begins with imap://: the password goes over the network in the clear; write imaps://"
    code = settings.MAILBOX_OFFICE
    if code and not Office.objects.filter(code=code, is_active=True).exists():
        yield f"QABYLDAU_MAILBOX_OFFICE: there is no office {code}"


def fetch() -> int:
    """Take in one sweep of what lies there."""
    swept = fetch_mail(clock.now())
    if swept.problem:
        raise RefusedError(f"the mailbox does not answer: {swept.problem}")
    print(f"letters taken in: {swept.taken}")
    if swept.failed:
        print(
            f"letters that could not be taken in: {swept.failed}; they stay in the mailbox, the log has the reasons"
        )
    return int(bool(swept.failed))
