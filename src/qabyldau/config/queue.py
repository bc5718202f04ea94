"""Gives the road's tasks their names."""

from typing import Any

from django_tasks.base import Task

from qabyldau.core.queue import register
from qabyldau.core.worker import loop_register
from qabyldau.flow import tasks
from qabyldau.interfaces.channels.telegram.polling import poll

TASKS: dict[str, Task[Any, Any]] = {
    "casework.check": tasks.casework_check,
    "questions.sweep": tasks.questions_sweep,
    "read.text": tasks.read_one,
    "read.rest": tasks.read_rest,
    "link.suggest": tasks.link_suggest,
    "messages.send_waiting": tasks.messages_send_waiting,
    "drafts.forget": tasks.drafts_forget,
    "tasks.forget": tasks.tasks_forget,
    "visits.remind": tasks.visits_remind,
    "visits.sweep": tasks.visits_sweep,
    "reviews.ask_later": tasks.reviews_ask_later,
    "reviews.tell": tasks.reviews_tell,
    "reviews.forget": tasks.reviews_forget,
    "referrals.chase": tasks.referrals_chase,
    "messages.forget": tasks.messages_forget,
    "mail.fetch": tasks.mail_fetch,
    "mail.forget": tasks.mail_forget,
}


def register_all() -> None:
    """Give every task its name, and the channels that wait for the outside their threads."""
    loop_register("telegram", poll)
    for name, task in TASKS.items():
        register(name, task)
