"""Writing the index: called by the road in plain sight, never by signals; each may be done twice without harm."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from qabyldau.search.engine import engine
from qabyldau.search.models import SearchDoc
from qabyldau.search.tokens import tokens_of


@dataclass(frozen=True)
class Doc:
    """A thing to be found: what it is, where and since when, and its words, none of which is kept readable."""

    kind: str
    uuid: str
    office_key: str
    moment: datetime
    texts: Iterable[str] = field(default=())
    """Words in any form and spelling, and numbers."""


def doc_put(*, doc: Doc) -> None:
    """Let a thing be found by these words, in place of those by which it was found before."""
    docs_put(docs=[doc])


@transaction.atomic
def docs_put(*, docs: Sequence[Doc]) -> None:
    """Put several things at once, of one kind, in the order in which they came."""
    rows = [
        SearchDoc(kind=doc.kind, uuid=doc.uuid, office_key=doc.office_key, moment=doc.moment) for doc in docs
    ]
    SearchDoc.objects.bulk_create(rows, ignore_conflicts=True)
    known = SearchDoc.objects.filter(kind__in={doc.kind for doc in docs}, uuid__in=[doc.uuid for doc in docs])
    keys = {(row.kind, str(row.uuid)): row.pk for row in known}
    for doc in docs:
        engine().put(keys[doc.kind, doc.uuid], tokens_of(doc.office_key, doc.texts))


@transaction.atomic
def doc_drop(*, kind: str, uuid: str) -> None:
    """Let a thing be found no more, and leave nothing of its words; done at an erasure, it takes a second or two."""
    row = SearchDoc.objects.filter(kind=kind, uuid=uuid).first()
    if row is None:
        return
    engine().drop(row.pk)
    row.delete()
    engine().tidy()
