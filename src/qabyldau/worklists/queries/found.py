"""What a search finds: appeals that hold every word, the newest first, narrowed by rights and filter; bounded work a page."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet

from qabyldau.accounts.rules import Actor, Permission
from qabyldau.casework.models import Case
from qabyldau.casework.queries import cases_visible_to
from qabyldau.intake.models import Appeal
from qabyldau.intake.queries import visible_to
from qabyldau.search.engine import Hit
from qabyldau.search.queries import found_in
from qabyldau.worklists.queries.lists import Listing, on_shelf, with_lines, with_words
from qabyldau.worklists.rules import OF_APPEALS

LOOKED_AT = 400
"""Hits that one page looks at where a filter leaves out some of them; those after them are a page further."""


@dataclass(frozen=True)
class Found:
    """One appeal that was found, and its case where somebody works on it."""

    appeal: Appeal
    case: Case | None


@dataclass(frozen=True)
class FoundSlice:
    """What one page of a search shows, and where the next one begins; "" where nothing is left."""

    rows: list[Found]
    last: str


def found_for(actor: Actor, words: str, asked: Listing, *, everywhere: bool) -> FoundSlice:
    """Return one page of what ``actor`` may see of the appeals that hold every word.

    Where a filter or a list leaves out most of what holds the words, a page may be short, or empty, and still lead on.
    """
    size = asked.size + 1 if everywhere and not asked.chosen else LOOKED_AT
    before = int(asked.after) if asked.after.isdecimal() and len(asked.after) < 19 else None
    hits = found_in(actor.office_key, words, before=before, size=size)
    by_uuid = _seen(actor, hits, asked, everywhere)
    rows = [(hit, by_uuid[hit.uuid]) for hit in hits if hit.uuid in by_uuid]
    shown = rows[: asked.size]
    if len(rows) > asked.size:
        last = str(shown[-1][0].place)
    else:
        last = str(hits[-1].place) if len(hits) == size else ""
    return FoundSlice([row for _hit, row in shown], last)


def _seen(actor: Actor, hits: list[Hit], asked: Listing, everywhere: bool) -> dict[str, Found]:
    """Return the hits that may be seen and are not left out: as their case, or as appeals that wait or that one registered."""
    rows = _appeals(actor).filter(uuid__in=[hit.uuid for hit in hits])
    appeals = list(with_words(rows.annotate(case_id=F("case_appeal__case_id"))))
    shelf = cases_visible_to(actor) if everywhere else on_shelf(actor, asked.shelf, asked.today)
    keys = (
        [key for row in appeals if (key := _case_id(row))]
        if actor.has(Permission.CASE_READ) or _is_bound(actor)
        else []
    )
    narrowed = shelf.filter(*(one.of_cases for one in asked.chosen), pk__in=keys)
    is_of_cases = everywhere or asked.shelf not in OF_APPEALS
    cases = (
        {row.pk: row for row in with_lines(narrowed).prefetch_related(None)} if keys and is_of_cases else {}
    )
    waiting = _waiting(actor, [row for row in appeals if not (keys and _case_id(row))], asked, everywhere)
    found = {str(row.uuid): Found(row, cases[key]) for row in appeals if (key := _case_id(row)) in cases}
    return found | waiting


def _case_id(row: Any) -> int | None:
    """Return the key of the case that an appeal is worked on in, as the query noted it beside the row."""
    found: int | None = row.case_id
    return found


def _is_bound(actor: Actor) -> bool:
    """Return whether somebody sees the cases assigned to them and no others."""
    return actor.has(Permission.CASE_READ_ASSIGNED) and not actor.has(Permission.CASE_READ)


def _appeals(actor: Actor) -> QuerySet[Appeal]:
    """Return the appeals that somebody sees: as appeals, or because a case they see is made of them."""
    if _is_bound(actor) and not actor.has(Permission.APPEAL_READ):
        return Appeal.objects.filter(case_appeal__case__in=cases_visible_to(actor))
    return visible_to(actor)


def _waiting(actor: Actor, rows: list[Appeal], asked: Listing, everywhere: bool) -> dict[str, Found]:
    """Return the appeals among ``rows`` that no case shows and no filter or list leaves out."""
    if not everywhere and asked.shelf not in OF_APPEALS:
        return {}
    if asked.chosen:
        fit = Appeal.objects.filter(
            *(one.of_appeals for one in asked.chosen), pk__in=[row.pk for row in rows]
        )
        keys = set(fit.values_list("pk", flat=True))
        rows = [row for row in rows if row.pk in keys]
    return {str(row.uuid): Found(row, None) for row in rows}
