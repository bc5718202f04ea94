"""What the workers of a test do; started as ``python -m tests.workers DEED …`` inside an installation."""

import json
import sys
import time
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import django
from django.db import transaction
from django.db.models import Q

django.setup()

from django_tasks import TaskResultStatus  # noqa: E402
from django_tasks.base import TaskResult  # noqa: E402
from django_tasks.signals import task_finished  # noqa: E402
from django_tasks_db.models import DBTaskResult  # noqa: E402

from qabyldau.accounts.rules import applicant  # noqa: E402
from qabyldau.core import queue  # noqa: E402
from qabyldau.core.worker import Background  # noqa: E402
from qabyldau.flow.receive import receive_appeal  # noqa: E402
from qabyldau.flow.tell import tell  # noqa: E402
from qabyldau.intake.models import Appeal  # noqa: E402
from qabyldau.intake.services import Contact  # noqa: E402
from qabyldau.messages.models import Channel, Message, MessageState  # noqa: E402
from qabyldau.offices.queries import office_by  # noqa: E402
from qabyldau.texts.models import Text  # noqa: E402
from qabyldau.understanding.models import Reading  # noqa: E402
from tests.people import MONDAY_NOON  # noqa: E402
from tests.processes import incoming  # noqa: E402

SWEEP = {"messages.send_waiting": timedelta(seconds=2)}
PAUSE = 0.1
OPEN = (TaskResultStatus.READY, TaskResultStatus.RUNNING)


def _appeals(count: str, **changes: object) -> list[Appeal]:
    office = office_by(code="ALM")
    actor = applicant(str(office.uuid))
    given = [replace(incoming(f"text-{number}"), **changes) for number in range(int(count))]
    return [receive_appeal(actor=actor, office=office, incoming=one).appeal for one in given]


@transaction.atomic
def texts(count: str) -> None:
    """Register that many appeals and queue the reading of each."""
    for appeal in _appeals(count):
        queue.later("read.text", appeal.text_id)


@transaction.atomic
def letters(count: str) -> None:
    """Put that many letters into the outbox and print the Message-ID of each."""
    contact = Contact(email="aigul@example.kz")
    for appeal in _appeals(count, contact=contact, consent_language="kk"):
        tell(appeal, f"news:{appeal.uuid}", "answers.answer", MONDAY_NOON)
    for message in Message.objects.filter(channel=Channel.EMAIL):
        print(f"<{message.uuid}@qabyldau>")


@transaction.atomic
def chats(count: str) -> None:
    """Put that many messages into the outbox, each to a chat of its own, and print the chats."""
    for number, appeal in enumerate(_appeals(count, consent_language="kk", contact=Contact(chat="1"))):
        tell(appeal, f"news:{appeal.uuid}", "casework.closed", MONDAY_NOON)
        print(7_000_000_000 + number)
    for number, message in enumerate(Message.objects.filter(channel=Channel.TELEGRAM).order_by("id")):
        message.address = str(7_000_000_000 + number)
        message.save(update_fields=["address"])


def work(sweeping: str = "") -> None:
    """Work as a server does in its background until nothing waits; print a line at the start and for each task done."""
    task_finished.connect(_say)
    background = Background(SWEEP if sweeping else {})
    print("working", flush=True)
    background.start()
    while _waits(bool(sweeping)):
        time.sleep(PAUSE)
    background.stop()


def _say(task_result: TaskResult, **_: object) -> None:
    print(task_result.status.value, flush=True)


def _waits(sweeping: bool) -> bool:
    if sweeping:
        waiting = [MessageState.QUEUED, MessageState.SENDING]
        return Message.objects.filter(state__in=waiting).exists()
    return DBTaskResult.objects.filter(status__in=OPEN).exists()


def outcome() -> None:
    """Print what became of the tasks, the readings and the letters."""
    tasks = list(DBTaskResult.objects.all())
    readings = Counter(Reading.objects.values_list("text_id", flat=True))
    found = {
        "tasks": Counter(task.status for task in tasks),
        "interrupted": sum(len(task.worker_ids) > 1 for task in tasks),
        "unread": Text.objects.filter(Q(readings=None) | Q(language="")).count(),
        "read": len(readings),
        "read_twice": sum(times > 1 for times in readings.values()),
        "chats": Counter(Message.objects.filter(channel=Channel.TELEGRAM).values_list("state", flat=True)),
        "letters": Counter(Message.objects.filter(channel=Channel.EMAIL).values_list("state", flat=True)),
    }
    print(json.dumps(found))


DEEDS = {"chats": chats, "letters": letters, "outcome": outcome, "texts": texts, "work": work}

if __name__ == "__main__":
    DEEDS[sys.argv[1]](*sys.argv[2:])
