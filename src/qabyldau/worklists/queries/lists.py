"""One page of a list: narrowed by what the filter says, in an order that has an index, from the last line before."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import IntegerField, Prefetch, QuerySet, Subquery, prefetch_related_objects

from qabyldau.accounts.models import Team, User
from qabyldau.accounts.rules import Actor
from qabyldau.casework.models import Case, CaseAppeal
from qabyldau.casework.queries import cases_visible_to
from qabyldau.casework.rules.moves import CaseStatus
from qabyldau.core.models import beyond
from qabyldau.intake.models import Appeal
from qabyldau.intake.queries import visible_to
from qabyldau.offices.models import Office
from qabyldau.worklists.queries.choices import Chosen
from qabyldau.worklists.rules import Shelf, Sort


@dataclass(frozen=True)
class Listing:
    """What is asked for: which list, narrowed how, in which order, after which line, how much of it, on which day."""

    shelf: Shelf
    sort: Sort
    today: date
    size: int
    chosen: Sequence[Chosen] = ()
    """By what it is narrowed."""
    after: str = ""
    """The place of the last line before, as ``place_of`` spelled it."""


@dataclass(frozen=True)
class Slice:
    """Some rows in order, and the place of the last one where others follow."""

    rows: list[Any]
    last: str


ORDERS: Mapping[Sort, tuple[str, ...]] = {
    Sort.DUE: ("due_on", "id"),
    Sort.NEWEST: ("-received_at", "-id"),
    Sort.OLDEST: ("received_at", "id"),
    Sort.URGENT: ("-urgency", "due_on", "id"),
    Sort.ENDED: ("-closed_at", "-id"),
}
_OF_WAITING = ("-urgency", "received_at", "id")


def appeals_in(actor: Actor, asked: Listing) -> Slice:
    """Return one page of appeals: those that wait for somebody, or one's own registrations."""
    rows = with_words(visible_to(actor))
    if asked.shelf is Shelf.NEW:
        rows = rows.filter(taken_up_at__isnull=True)
    else:
        rows = rows.filter(registered_by=actor.key)
    rows = rows.filter(*(one.of_appeals for one in asked.chosen))
    order = _OF_WAITING if asked.sort is Sort.URGENT else ORDERS[asked.sort]
    return _slice(rows, order, asked)


def cases_in(actor: Actor, asked: Listing) -> Slice:
    """Return one page of cases with what their lines show."""
    rows = with_lines(on_shelf(actor, asked.shelf, asked.today))
    rows = rows.filter(*(one.of_cases for one in asked.chosen))
    return _slice(rows, ORDERS[asked.sort], asked)


def on_shelf(actor: Actor, shelf: Shelf, today: date) -> QuerySet[Case]:
    """Return the cases of a list that ``actor`` may see."""
    rows = cases_visible_to(actor)
    if shelf is Shelf.CLOSED:
        return rows.filter(status=CaseStatus.CLOSED)
    rows = rows.exclude(status=CaseStatus.CLOSED)
    if shelf is Shelf.MINE:
        rows = rows.filter(owner=User.objects.filter(uuid=actor.key).values("pk")[:1])
    if shelf is Shelf.TEAM:
        rows = rows.filter(team__in=Team.objects.filter(members__uuid=actor.key, office_key=actor.office_key))
    if shelf is Shelf.OVERDUE:
        rows = rows.filter(is_owed=True, due_on__lt=today)
    return rows


def with_lines(rows: QuerySet[Case]) -> QuerySet[Case]:
    """Return cases with what a line of a list shows of them, and no more: a list is asked for all day long."""
    return with_names(rows).prefetch_related(_appeals())


def with_names(rows: QuerySet[Case]) -> QuerySet[Case]:
    """Return cases with what a line shows of themselves; their appeals are another query."""
    return rows.select_related("category", "owner", "team", "area").only(*_OF_CASE)


def with_appeals(cases: Sequence[Case]) -> None:
    """Read what lines show of the appeals of these cases: one query for all lists of a page."""
    prefetch_related_objects(cases, _appeals())


def _appeals() -> Prefetch[Any]:
    links = CaseAppeal.objects.select_related("appeal__text").only(*_OF_LINK).order_by("id")
    return Prefetch("case_appeals", links)


def with_words(rows: QuerySet[Appeal]) -> QuerySet[Appeal]:
    """Return appeals with what a line of a list shows of them, and no more."""
    return rows.select_related("text", "area").only(*_OF_APPEAL)


def _names(thing: str) -> list[str]:
    return [f"{thing}__name_{language}" for language in ("kk", "ru", "en")]


_OF_APPEAL = (
    "uuid", "number", "received_at", "theme", "urgency", "text__uuid", "text__masked", "text__language", *_names("area"),
)  # fmt: skip
_OF_LINK = (
    "case_id", "appeal__number", "appeal__received_at", "appeal__text__uuid", "appeal__text__masked", "appeal__text__language",
)  # fmt: skip
_OF_CASE = (
    "uuid", "status", "outcome", "urgency", "is_owed", "due_on", "closed_at", "received_at", "given_at", "version",
    "owner__uuid", "owner__username", "owner__full_name", *_names("category"), *_names("team"), *_names("area"),
)  # fmt: skip


class _Few(Subquery):
    """How many rows a query has that is bounded, as a part of another query."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) few)"
    output_field = IntegerField()


def counts_up_to(actor: Actor, *, today: date, limit: int) -> dict[Shelf, int]:
    """Return how many appeals wait and how many open cases are late, counting no further than ``limit``; one query."""
    waiting = visible_to(actor).filter(taken_up_at__isnull=True)
    late = on_shelf(actor, Shelf.OVERDUE, today)
    shown = Office.objects.filter(uuid=actor.office_key) if actor.office_key else Office.objects.none()
    found = shown.values_list(_Few(waiting.values("pk")[:limit]), _Few(late.values("pk")[:limit])).first()
    return dict(zip((Shelf.NEW, Shelf.OVERDUE), found or (0, 0), strict=True))


def _slice(rows: QuerySet[Any], order: tuple[str, ...], asked: Listing) -> Slice:
    """Return one page: rows after the last line, and one more to know whether others follow."""
    after = place_from(asked.after, order)
    rows = rows.order_by(*order)
    if after is None:
        found = list(rows[: asked.size + 1])
    elif len(order) == 2:
        field, is_falling = order[0].lstrip("-"), order[0].startswith("-")
        found = list(rows.filter(beyond(field, *after, is_falling=is_falling))[: asked.size + 1])
    else:
        found = _after_urgency(rows, order, after, asked.size + 1)
    shown = found[: asked.size]
    return Slice(shown, place_of(shown[-1], order) if len(found) > asked.size else "")


def _after_urgency(
    rows: QuerySet[Any], order: tuple[str, ...], after: tuple[Any, ...], size: int
) -> list[Any]:
    """Return what follows a line in the order of urgency: first the rest of its own degree, then the lower ones.

    Asked for in two steps, each begins at its own place in the index, however many lines of the degree were shown.
    """
    level, value, pk = after
    found = list(rows.filter(beyond(order[1], value, pk), urgency=level)[:size])
    if len(found) < size:
        found += rows.filter(urgency__lt=level)[: size - len(found)]
    return found


def place_of(row: Any, order: tuple[str, ...]) -> str:
    """Return where a row stands in an order, for the address of the next page."""
    values = [getattr(row, name.lstrip("-")) for name in order]
    return "~".join(value.isoformat() if isinstance(value, date) else str(value) for value in values)


def place_from(words: str, order: tuple[str, ...]) -> tuple[Any, ...] | None:
    """Return the place that an address names; None where it is none of this order."""
    parts = words.split("~")
    if len(parts) != len(order):
        return None
    try:
        return tuple(_READ[name.lstrip("-")](part) for name, part in zip(order, parts, strict=True))
    except (ValueError, OverflowError):
        return None


def _moment(words: str) -> datetime:
    moment = datetime.fromisoformat(words)
    if moment.tzinfo is None:
        raise ValueError("a moment needs its zone")
    return moment.astimezone(UTC)


def _key(words: str) -> int:
    if len(words) > 18:
        raise ValueError("no key is as long")
    return int(words)


_READ: Mapping[str, Callable[[str], Any]] = {
    "due_on": date.fromisoformat,
    "received_at": _moment,
    "closed_at": _moment,
    "urgency": _key,
    "id": _key,
}
