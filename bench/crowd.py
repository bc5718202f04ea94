"""A city's worth of work: appeals and cases of three years, made up, written straight into the real tables.

Of a hundred appeals one waits, about ten are worked on, the others are closed. Words follow Zipf's law over the word list
of the text engine; streets, themes, areas and owners are spread unevenly, as they are.
"""

import random
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import connection, models, transaction

import tilmash
from qabyldau.accounts.models import Team, User
from qabyldau.accounts.rules import Role
from qabyldau.areas.models import Area, AreaKind
from qabyldau.casework.models import Assignment, Case, CaseAppeal, Deadline, Note, StateChange
from qabyldau.catalog.models import Category
from qabyldau.core import ids
from qabyldau.intake.models import Appeal
from qabyldau.intake.queries import key_digest
from qabyldau.offices.models import Office
from qabyldau.search.engine import mark
from qabyldau.search.models import SearchDoc
from qabyldau.search.tokens import tokens_of
from qabyldau.texts.models import Text
from qabyldau.texts.services import text_digest
from tests.people import World, make_user

SEED = 5
BATCH = 5000
NEWEST = datetime(2026, 11, 25, 12, tzinfo=UTC)
SPAN = timedelta(days=1030)
YEAR = 2025
CHANNELS = (("site", 45), ("telegram", 25), ("phone", 12), ("in_person", 10), ("email", 7), ("letter", 1))
LANGUAGES = (("kk", 58), ("ru", 33), ("mixed", 85 / 10), ("other", 5 / 10))
WORDS_OF_TEXT = (12, 60)


@dataclass
class Crowd:
    """Everything that made-up rows are drawn from."""

    office: Office
    themes: list[Category]
    areas: list[Area]
    owners: list[User]
    teams: list[Team]
    words: list[str]
    weights: list[float]
    tokens: dict[str, frozenset[str]] = field(default_factory=dict)

    def tokens_of(self, words: Sequence[str]) -> set[str]:
        """Return the tokens of words, each reckoned once."""
        for word in words:
            if word not in self.tokens:
                self.tokens[word] = tokens_of(str(self.office.uuid), [word])
        return set().union(*(self.tokens[word] for word in words))


def crowd_of(world: World) -> Crowd:
    """Return what rows are drawn from, made on first use."""
    office = world.office
    themes = list(Category.objects.filter(parent__isnull=False).order_by("pk"))
    for number in range(len(themes), 60):
        themes.append(
            Category.objects.create(
                code=f"lighting.t{number}", parent=world.category.parent, name_kk=f"Тақырып {number}",
                name_ru=f"Тема {number}", name_en=f"Theme {number}",
            )
        )  # fmt: skip
    kind, _ = AreaKind.objects.get_or_create(code="district", defaults={"name_kk": "Аудан"})
    areas = list(Area.objects.filter(code__startswith="bench-").order_by("pk"))
    for number in range(len(areas), 200):
        areas.append(Area.objects.create(code=f"bench-{number}", kind=kind, name_kk=f"Аудан {number}"))
    users = list(User.objects.filter(username__startswith="bench-").order_by("pk"))
    for number in range(len(users), 40):
        users.append(make_user(f"bench-{number}", f"Қызметкер {number}", office, Role.CASEWORKER))
    teams = list(Team.objects.filter(office_key=office.uuid).order_by("pk"))
    for number in range(len(teams), 6):
        teams.append(Team.objects.create(office_key=office.uuid, name_kk=f"Топ {number}"))
        teams[-1].members.set([world.users["saule"], *users[number::6]])
    words = _words()
    weights = list(accumulate(1 / (rank + 8) for rank in range(len(words))))
    return Crowd(office, themes, areas, [world.users["saule"], *users], teams, words, weights)


def _words() -> list[str]:
    """Return the nouns of the engine's list in an order drawn by lot: the first will be said most."""
    folder = Path(tilmash.__file__).parent / "lang" / "kk"
    lines = (folder / "lexicon.tsv").read_text(encoding="utf-8").splitlines()
    words = sorted({word for line in lines if not line.startswith("#") for word in line.split()})
    words = [word for word in words if word.isalpha() and len(word) > 3]
    random.Random(SEED).shuffle(words)  # noqa: S311
    return words[:12_000]


def fill(crowd: Crowd, count: int) -> None:
    """Bring the office to ``count`` made-up appeals, the oldest first; what is there already stays."""
    have = Appeal.objects.filter(pk__gte=OFFSET).count()
    if have >= count:
        return
    with without_indexes():
        for start in range(have, count, BATCH):
            with transaction.atomic():
                _batch(crowd, range(start, min(start + BATCH, count)), count)
            print(f"\r{start:,} of {count:,} rows", end="", flush=True)
    print()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for model in (*MODELS, SearchDoc):
                table = model._meta.db_table
                cursor.execute(
                    f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))"  # noqa: S608
                )
            cursor.execute("VACUUM ANALYZE")
        else:
            cursor.execute("INSERT INTO search_terms(search_terms) VALUES ('optimize')")
            cursor.execute("ANALYZE")


MODELS = (Text, Appeal, Deadline, Case, CaseAppeal, Assignment, StateChange, Note)


@contextmanager
def without_indexes() -> Iterator[None]:
    """Take the plain indexes of the big tables away while they are filled: PostgreSQL builds them much quicker at once."""
    if connection.vendor != "postgresql":
        yield
        return
    tables = [model._meta.db_table for model in (*MODELS, SearchDoc)]
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute("SET maintenance_work_mem = '512MB'")
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ANY(%s) AND indexdef NOT LIKE 'CREATE UNIQUE%%'",
            [tables],
        )
        found = cursor.fetchall()
        for name, _definition in found:
            cursor.execute(f'DROP INDEX "{name}"')
        try:
            yield
        finally:
            for _name, definition in found:
                cursor.execute(definition)


def _batch(crowd: Crowd, numbers: range, count: int) -> None:
    draw = random.Random(SEED * 1_000_003 + numbers.start)  # noqa: S311
    rows: dict[type[models.Model], list[models.Model]] = {model: [] for model in MODELS}
    docs: list[tuple[SearchDoc, str]] = []
    for number in numbers:
        _one(crowd, draw, number, count, rows, docs)
    for model in MODELS:
        write(model, rows[model])
    _write_docs(docs)


def _pick(draw: random.Random, choices: Sequence[tuple[str, float]]) -> str:
    return draw.choices([name for name, _ in choices], [weight for _, weight in choices])[0]


def _uneven(draw: random.Random, size: int) -> int:
    return min(int(draw.expovariate(4 / size)), size - 1)


def _one(crowd: Crowd, draw: random.Random, number: int, count: int, rows: Any, docs: Any) -> None:
    pk = OFFSET + number
    age = (count - number) / count
    at = NEWEST - SPAN * age
    words = draw.choices(crowd.words, cum_weights=crowd.weights, k=draw.randint(*WORDS_OF_TEXT))
    street, house = f"көше{_uneven(draw, 2000)}", str(draw.randint(1, 300))
    note = draw.choices(crowd.words, cum_weights=crowd.weights, k=10) if draw.random() < 0.3 else []
    body = " ".join(words).capitalize() + "."
    text = Text(
        id=pk,
        office=crowd.office,
        body=body,
        masked=body,
        language=_pick(draw, LANGUAGES),
        digest=text_digest(body),
        made_at=at,
    )
    area = crowd.areas[_uneven(draw, len(crowd.areas))] if draw.random() < 0.9 else None
    waits = age < 0.01
    appeal = Appeal(
        id=pk, office=crowd.office, text=text, number=_number(number), register_year=YEAR, register_serial=number + 1,
        kind="message", channel=_pick(draw, CHANNELS), place=f"{street} {house}", area=area, answer_language="kk",
        received_at=at, registered_on=at.date(), registered_by="applicant",
        key_digest=key_digest(str(crowd.office.uuid), f"crowd-{number}"), taken_up_at=None if waits else at,
        language=text.language, theme=crowd.themes[_uneven(draw, 60)].code, urgency=draw.choices((0, 1, 2, 3), (80, 14, 5, 1))[0],
    )  # fmt: skip
    rows[Text].append(text)
    rows[Appeal].append(appeal)
    doc = SearchDoc(id=pk, kind="intake.appeal", uuid=appeal.uuid, office_key=crowd.office.uuid, moment=at)
    said = [*words, *note, street, house, appeal.number, *ids.say_number(appeal.number).split()]
    docs.append((doc, " ".join(sorted(_tokens(crowd, said)))))
    if not waits:
        _work(crowd, draw, appeal, age, " ".join(note), rows)
    _clocks(appeal, rows, is_met=not waits and rows[Case][-1].is_owed is False)


def _tokens(crowd: Crowd, said: list[str]) -> set[str]:
    """Words of the list are reckoned once and kept; places and numbers, of which there is no end, each time."""
    known = {word for word in said if word in crowd.tokens or not any(sign.isdigit() for sign in word)}
    rest = tokens_of(str(crowd.office.uuid), [word for word in said if word not in known])
    return crowd.tokens_of(list(known)) | rest


OFFSET = 10_000_000
"""Keys of made-up rows begin here, above those of the rows that tests of the bench make."""


def _number(number: int) -> str:
    digits = f"{number * 7 % 10**8:08d}"
    return digits + ids.check_digit(digits)


def _work(crowd: Crowd, draw: random.Random, appeal: Appeal, age: float, note: str, rows: Any) -> None:
    is_open = age < 0.16 and draw.random() < 0.66
    status = draw.choices(
        ("assigned", "in_work", "waiting_for_applicant", "sent_to_authority", "answered"), (15, 35, 10, 25, 15)
    )[0] if is_open else "closed"  # fmt: skip
    is_owed = is_open and status != "answered"
    late = draw.random() < 0.05
    due = date(2026, 11, 26) + timedelta(days=draw.randint(-40, -1) if late else draw.randint(0, 60))
    owner = crowd.owners[_uneven(draw, len(crowd.owners))]
    at = appeal.received_at
    case = Case(
        id=appeal.pk, office=crowd.office, category=crowd.themes[_uneven(draw, 60)], status=status,
        outcome="" if is_open else draw.choice(("explained", "satisfied", "refused")), owner=owner, urgency=appeal.urgency,
        due_on=due if is_open else at.date() + timedelta(days=14), is_owed=is_owed,
        team=draw.choice(crowd.teams) if draw.random() < 0.3 else None, given_at=at, channel=appeal.channel,
        language=appeal.language, area=appeal.area, received_at=at, opened_at=at,
        closed_at=None if is_open else min(at + timedelta(days=draw.randint(1, 40)), NEWEST),
    )  # fmt: skip
    rows[Case].append(case)
    rows[CaseAppeal].append(
        CaseAppeal(id=appeal.pk, case=case, appeal=appeal, joined_at=at, joined_by="machine")
    )
    rows[Assignment].append(Assignment(id=appeal.pk, case=case, user=owner, by_key="machine", at=at))
    story = [("", "registered"), ("registered", "assigned")]
    story += [] if status in {"assigned", "closed"} else [("assigned", status)]
    story += [("assigned", "answered"), ("answered", "closed")] if status == "closed" else []
    for place, (source, target) in enumerate(story, 1):
        outcome = case.outcome if target == "closed" else ""
        rows[StateChange].append(
            StateChange(
                id=appeal.pk * 10 + place, case=case, position=place, source=source, target=target,
                outcome=outcome, by_key=str(owner.uuid), at=at,
            )
        )  # fmt: skip
    if note:
        rows[Note].append(Note(id=appeal.pk, case=case, body=note, by_key=str(owner.uuid), at=at))


def _clocks(appeal: Appeal, rows: Any, *, is_met: bool) -> None:
    for place, (clock, rule, days) in enumerate((("authority", "appc-76", 21), ("ours", "promise", 14))):
        rows[Deadline].append(
            Deadline(
                id=appeal.pk * 2 + place, appeal=appeal, clock=clock, rule=rule, start_on=appeal.registered_on,
                due_on=appeal.registered_on + timedelta(days=days), calendar_version="bench", by_key="machine",
                reckoning=RECKONING, made_at=appeal.received_at, met_at=appeal.received_at if is_met else None,
            )
        )  # fmt: skip


RECKONING = [
    {"on": f"2026-09-{day:02d}", "kind": "working", "counted": True, "number": day, "name": ""}
    for day in range(1, 6)
]


def write(model: type[models.Model], rows: Iterable[models.Model]) -> None:
    """Write rows whose keys are set: by COPY, or many at once."""
    fields = model._meta.concrete_fields
    columns = ", ".join(f'"{one.column}"' for one in fields)
    table = model._meta.db_table
    values = ([one.get_db_prep_save(one.pre_save(row, True), connection) for one in fields] for row in rows)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.cursor.copy(f'COPY "{table}" ({columns}) FROM STDIN') as copy:
                for row in values:
                    copy.write_row(row)
        else:
            marks = ", ".join("%s" for _ in fields)
            cursor.executemany(f'INSERT INTO "{table}" ({columns}) VALUES ({marks})', list(values))  # noqa: S608


def _write_docs(docs: Sequence[tuple[SearchDoc, str]]) -> None:
    """Write documents of the index with their tokens."""
    if connection.vendor == "sqlite":
        write(SearchDoc, [doc for doc, _said in docs])
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO search_terms(rowid, terms) VALUES (%s, %s)",
                [(doc.pk, said) for doc, said in docs],
            )
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE crowd_docs (id bigint, uuid uuid, moment timestamptz, terms text) ON COMMIT DROP"
        )
        with cursor.cursor.copy("COPY crowd_docs FROM STDIN") as copy:
            for doc, said in docs:
                copy.write_row((doc.pk, doc.uuid, doc.moment, f"{said} {mark(doc.pk)}"))
        cursor.execute(
            "INSERT INTO search_searchdoc (id, kind, uuid, office_key, moment, terms) "
            "SELECT id, %s, uuid, %s, moment, array_to_tsvector(string_to_array(terms, ' ')) FROM crowd_docs ORDER BY id",
            [docs[0][0].kind, docs[0][0].office_key],
        )


def uuids_of_cases(crowd: Crowd, count: int, written: int, *, is_open: bool) -> list[UUID]:
    """Return cases from every age among those written one by one, open or closed ones."""
    rows = Case.objects.filter(office=crowd.office, pk__gte=OFFSET, pk__lt=OFFSET + written)
    rows = rows.exclude(status="closed") if is_open else rows.filter(status="closed")
    found = list(rows.order_by("pk").values_list("uuid", flat=True))
    return found[:: max(len(found) // count, 1)][:count]
