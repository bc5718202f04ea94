"""Gives the road's tasks their names, and says which run on a clock."""

from datetime import timedelta

from qabyldau.core.queue import register
from qabyldau.flow import tasks

TASKS = {
    "read.text": tasks.read_one,
    "read.rest": tasks.read_rest,
    "message.send": tasks.message_send,
    "messages.send_waiting": tasks.messages_send_waiting,
    "drafts.forget": tasks.drafts_forget,
}

CLOCKWORK = {
    "read.rest": timedelta(minutes=1),
    "messages.send_waiting": timedelta(seconds=20),
    "drafts.forget": timedelta(hours=6),
}
"""Tasks that the scheduler runs, and how long it waits between two runs."""


def register_all() -> None:
    """Give every task its name."""
    for name, task in TASKS.items():
        register(name, task)
