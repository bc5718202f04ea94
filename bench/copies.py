"""Many times the same city, on PostgreSQL alone: rows are copied inside the database, which takes minutes in place of hours.

A copy has keys, moments and tokens of its own. What is sealed opens only in its own row: the texts, which lists show,
are sealed anew for each copy; notes and places stay closed, so pages of cases are asked for from the rows written first.
"""

from collections.abc import Iterator
from datetime import timedelta

from django.db import connection, models, transaction

from bench.crowd import MODELS, OFFSET, without_indexes, write
from qabyldau.casework.models import Deadline, StateChange
from qabyldau.intake.models import Appeal
from qabyldau.search.engine import SLICE
from qabyldau.texts.models import Text

STRIDE = {StateChange: 10, Deadline: 2}
"""How many keys of a table there are to one appeal."""
CHANGED = {
    "uuid": "gen_random_uuid()",
    "place": "NULL",
    "number": "'K' || to_char(id - {offset} + {shift}, 'FM00000000')",
    "register_serial": "register_serial + {shift}",
    "key_digest": "sha256((id + {shift})::text::bytea)",
    "received_at": "received_at - interval '1 second' * {copy}",
    "closed_at": "closed_at - interval '1 second' * {copy}",
}
OWN = {"text_id", "appeal_id", "case_id"}
"""Columns that lead to rows that are copied too."""


def multiply(base: int, count: int) -> None:
    """Bring ``base`` written rows to ``count`` by copies, those that are there left out."""
    have = Appeal.objects.filter(pk__gte=OFFSET).count()
    if have >= count:
        return
    texts = list(Text.objects.filter(pk__gte=OFFSET, pk__lt=OFFSET + base).order_by("pk"))
    with without_indexes(), connection.cursor() as cursor:
        for copy in range(have // base, count // base):
            with transaction.atomic():
                write(Text, _sealed_anew(texts, copy, base))
                for model in MODELS[1:]:
                    cursor.execute(_sql(model, copy, base))
                cursor.execute(_of_docs(copy, base))
            print(f"\r{(copy + 1) * base:,} of {count:,} rows", end="", flush=True)
    print()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _sealed_anew(texts: list[Text], copy: int, base: int) -> Iterator[Text]:
    for text in texts:
        yield Text(
            id=text.pk + copy * base, office_id=text.office_id, body=text.body, masked=text.masked,
            language=text.language, digest=text.digest, made_at=text.made_at - timedelta(seconds=copy),
        )  # fmt: skip


def _sql(model: type[models.Model], copy: int, base: int) -> str:
    stride = STRIDE.get(model, 1)
    shift = copy * base
    columns = [one.column for one in model._meta.concrete_fields]
    said = [_expression(column, stride, shift, copy) for column in columns]
    first, last = OFFSET * stride, (OFFSET + base) * stride
    names = ", ".join(f'"{column}"' for column in columns)
    table = model._meta.db_table
    return f'INSERT INTO "{table}" ({names}) SELECT {", ".join(said)} FROM "{table}" WHERE id >= {first} AND id < {last}'  # noqa: S608


def _expression(column: str, stride: int, shift: int, copy: int) -> str:
    if column == "id":
        return f"id + {shift * stride}"
    if column in OWN:
        return f"{column} + {shift}"
    return CHANGED.get(column, f'"{column}"').format(shift=shift, copy=copy, offset=OFFSET)


def _of_docs(copy: int, base: int) -> str:
    """Return how the documents of copies are written, each with the mark of its own age."""
    shift = copy * base
    return (
        "INSERT INTO search_searchdoc (id, kind, uuid, office_key, moment, terms) "  # noqa: S608
        f"SELECT doc.id + {shift}, doc.kind, appeal.uuid, doc.office_key, doc.moment, array_to_tsvector(array_append("
        f"array_remove(tsvector_to_array(doc.terms), '@' || (doc.id >> {SLICE})::text), "
        f"'@' || ((doc.id + {shift}) >> {SLICE})::text)) "
        f"FROM search_searchdoc doc JOIN intake_appeal appeal ON appeal.id = doc.id + {shift} "
        f"WHERE doc.id >= {OFFSET} AND doc.id < {OFFSET + base} ORDER BY doc.id"
    )
