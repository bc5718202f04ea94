"""Find: an appeal is found by its number, its words, its place and what was noted on it; a confidential one by its number.

The index is made anew from the tables at any time: nothing stands in it alone.
"""

from collections.abc import Callable, Iterable, Iterator

from django.db import transaction

from qabyldau.casework.models import Case
from qabyldau.chain.rules import APPEAL
from qabyldau.core import ids
from qabyldau.intake.models import Appeal
from qabyldau.search.services import Doc, docs_put

BATCH = 200


def _written(appeal: Appeal) -> Iterator[str]:
    """Yield what the text says without personal data, and where it is."""
    yield appeal.text.masked or ""
    yield appeal.place or ""
    if appeal.area is not None:
        yield from (appeal.area.name_kk, appeal.area.name_ru)


def _replied(appeal: Appeal) -> Iterator[str]:
    """Yield what the sender said when asked."""
    for request in appeal.requests.all():
        yield (request.reply.masked or "") if request.reply else ""


def _noted(appeal: Appeal) -> Iterator[str]:
    """Yield the inner remarks on the case in which the appeal is worked on."""
    if hasattr(appeal, "case_appeal"):
        yield from (note.body or "" for note in appeal.case_appeal.case.notes.all())


def _heard(appeal: Appeal) -> Iterator[str]:
    """Yield what a person heard in the voice messages."""
    for file in appeal.text.attachments.all():
        yield (file.transcript.masked or "") if file.transcript else ""


SOURCES: list[Callable[[Appeal], Iterator[str]]] = [_written, _replied, _noted, _heard]
"""What an appeal is found by, apart from its number; a part that brings more words or numbers adds its function here."""


MORE = ("requests__reply", "case_appeal__case__notes", "text__attachments__transcript")


def words_of(appeal: Appeal) -> list[str]:
    """Return everything an appeal is found by."""
    numbers = [appeal.number, ids.say_number(appeal.number)]
    if appeal.is_confidential:
        return numbers
    return [*numbers, *(words for source in SOURCES for words in source(appeal))]


def _docs(appeals: Iterable[Appeal]) -> list[Doc]:
    return [
        Doc(APPEAL, str(row.uuid), str(row.office.uuid), row.received_at, words_of(row)) for row in appeals
    ]


@transaction.atomic
def index_appeals(*appeal_ids: int) -> None:
    """Let appeals be found by what they say now; safe to do twice."""
    rows = Appeal.objects.filter(pk__in=appeal_ids).select_related(
        "office", "text", "area", "case_appeal__case"
    )
    docs_put(docs=_docs(rows.prefetch_related(*MORE).order_by("pk")))


def index_case(case: Case) -> None:
    """Let every appeal of a case be found by what is known of the case now."""
    index_appeals(*case.case_appeals.values_list("appeal_id", flat=True))


def index_all() -> Iterator[int]:
    """Index every appeal, the oldest first, a batch in a transaction; yield how many are done after each."""
    done, last = 0, 0
    while batch := list(
        Appeal.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]
    ):
        index_appeals(*batch)
        done, last = done + len(batch), batch[-1]
        yield done
