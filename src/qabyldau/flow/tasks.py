"""What the road does later or on a clock. Arguments are identifiers; each task may run twice without harm."""

from datetime import timedelta

from django_tasks import task

from qabyldau.answers.services.reviews import reviewers_forget
from qabyldau.core import clock
from qabyldau.core.drafts import drafts_expire
from qabyldau.core.queue import results_forget
from qabyldau.flow.check import check_nightly
from qabyldau.flow.linking.suggest import suggest_links
from qabyldau.flow.mail.sweep import fetch_mail
from qabyldau.flow.read import read_missing, read_text
from qabyldau.flow.refer.chase import chase_all
from qabyldau.flow.review import ask_whether_fixed, tell_of_callers
from qabyldau.flow.tell import send_waiting
from qabyldau.flow.visit import remind_visitors, sweep_visits
from qabyldau.flow.working.terms import sweep_questions
from qabyldau.intake.models import Appeal
from qabyldau.mailroom.services import mails_forget
from qabyldau.messages.services import replies_forget


@task()
def read_one(text_id: int) -> None:
    """Read one text."""
    read_text(text_id)


@task()
def read_rest() -> None:
    """Read the texts that were left unread."""
    read_missing()


@task()
def link_suggest(text_id: int) -> None:
    """Suggest which appeals are about the same matter as the one that holds this text."""
    appeal_id = Appeal.objects.filter(text_id=text_id).values_list("pk", flat=True).first()
    if appeal_id is not None:
        suggest_links(appeal_id, clock.now())


@task()
def messages_send_waiting() -> None:
    """Send the messages that wait in the outbox."""
    send_waiting(clock.now())


@task()
def drafts_forget() -> None:
    """Forget drafts whose thirty days are over."""
    drafts_expire(clock.now())


@task()
def tasks_forget() -> None:
    """Forget tasks that ended more than a week ago."""
    results_forget()


@task()
def visits_remind() -> None:
    """Remind visitors of a visit that is near."""
    remind_visitors(clock.now())


@task()
def visits_sweep() -> None:
    """Let go what lapsed and forget what is over."""
    sweep_visits(clock.now())


@task()
def reviews_ask_later() -> None:
    """Ask whoever was answered four weeks ago whether the matter is fixed."""
    ask_whether_fixed(clock.now())


@task()
def reviews_tell() -> None:
    """Tell each office at which a reviewer waits for a call."""
    tell_of_callers(clock.now())


@task()
def reviews_forget() -> None:
    """Forget the contacts of reviewers whose ninety days are over."""
    reviewers_forget(clock.now())


@task()
def referrals_chase() -> None:
    """Find the replies that are late, and write the next letter about each."""
    chase_all(clock.now())


@task()
def casework_check() -> None:
    """Check that all casework agrees with itself, and keep how much was found in each office."""
    check_nightly(clock.now())


@task()
def questions_sweep() -> None:
    """Remind of questions whose term ends soon, and take up the cases whose term is over."""
    sweep_questions(clock.now())


@task()
def mail_fetch() -> None:
    """Take in the letters that lie in the mailbox."""
    fetch_mail(clock.now())


@task()
def mail_forget() -> None:
    """Forget letters that were left out or not for us, when their time is over."""
    mails_forget(at=clock.now())


@task()
def messages_forget() -> None:
    """Forget what bots said a day ago and what came in a fortnight ago."""
    replies_forget(at=clock.now())


CLOCKWORK = {
    "casework.check": timedelta(days=1),
    "questions.sweep": timedelta(hours=1),
    "read.rest": timedelta(minutes=1),
    "messages.send_waiting": timedelta(seconds=20),
    "drafts.forget": timedelta(hours=6),
    "tasks.forget": timedelta(hours=6),
    "visits.remind": timedelta(minutes=5),
    "visits.sweep": timedelta(minutes=10),
    "reviews.ask_later": timedelta(hours=1),
    "reviews.tell": timedelta(days=1),
    "reviews.forget": timedelta(days=1),
    "referrals.chase": timedelta(hours=6),
    "messages.forget": timedelta(hours=1),
    "mail.fetch": timedelta(minutes=1),
    "mail.forget": timedelta(days=1),
}
"""Tasks that the scheduler runs, and how long it waits between two runs."""
