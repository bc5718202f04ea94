"""What a case page shows when it is asked for: dates day by day, whether the answer came, checklist, links, history."""

from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, Exists, Func, Model, OuterRef
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from qabyldau.accounts.models import User
from qabyldau.accounts.rules import Actor, Permission
from qabyldau.answers.queries.reach import reached_in
from qabyldau.answers.terms import Term, terms_of
from qabyldau.casework.models import Case
from qabyldau.casework.queries import appeals_of, case_for, cases_visible_to
from qabyldau.casework.rules.moves import CaseStatus
from qabyldau.core import clock, ids
from qabyldau.core.models import first_of
from qabyldau.history.queries import entries_of
from qabyldau.interfaces.desk.answering.checks import RoutinesPanel, routines_of
from qabyldau.interfaces.desk.answering.panel import Came, came_of
from qabyldau.interfaces.desk.deeds import Deed, deeds_of
from qabyldau.interfaces.desk.forms import DEED_FORMS, DeedForm
from qabyldau.interfaces.desk.guard import Bar, DeskRequest, bar_of, guard
from qabyldau.interfaces.desk.links.panel import RELATIONS, LinksPanel, links_of
from qabyldau.offices.models import Office
from qabyldau.offices.queries import current_calendar, names_of
from qabyldau.referrals.models import Referral
from qabyldau.routines.models import CasePart, CheckItem
from qabyldau.worklists.queries.choices import team_rows
from qabyldau.worklists.queries.kept import shortlisted

READ = (Permission.CASE_READ, Permission.CASE_READ_ASSIGNED)
IN_PLACE = "X-Part"
"""The header of a page that puts the part into itself: its frame is not drawn again."""
LABELS: dict[str, Promise] = {
    "terms": _("How the dates were counted, day by day"),
    "came": _("Whether the answer came"),
    "checks": _("Checklist and parts"),
    "links": _("The same matter, other appeals of the sender"),
    "history": _("History of this case"),
}


DEEDS: dict[str, tuple[Promise, Promise, str]] = {
    "close": (_("Close the case"), _("Close"), ""),
    "ask": (_("Ask the applicant"), _("Ask"), ""),
    "note": (_("Add a note"), _("Keep the note"), "secondary"),
    "give": (_("Give to somebody"), _("Give"), "secondary"),
    "team": (_("Queue of a team"), _("Keep"), "secondary"),
    "extend": (_("Give more time"), _("Move the date"), "secondary"),
    "reopen": (_("Open again"), _("Open again"), "secondary"),
}
"""What can be done beside the answer: what it is called, the words of its button and how that is drawn."""


@dataclass(frozen=True)
class More:
    """A part of a case page under its own address: what it is, and whether there is something in it to be seen at once."""

    name: str
    label: str
    href: str
    is_now: bool


@dataclass(frozen=True)
class DeedShown:
    """A deed that is possible now: its form, or where the form is, and the words of its button."""

    name: str
    label: str
    button: str
    kind: str
    href: str
    form: DeedForm | None
    is_now: bool = False


@dataclass(frozen=True)
class AppealTerms:
    """Both clocks of one appeal."""

    number: str
    terms: list[Term]


@dataclass(frozen=True)
class MorePage:
    """One part of a case page; what belongs to other parts is empty."""

    bar: Bar
    """The top of the page."""
    uuid: str
    """The case."""
    name: str
    """Which part."""
    title: str
    """What it is called."""
    appeals: list[AppealTerms]
    """The clocks of each appeal."""
    came: list[Came]
    """How far the newest answer has come to each person."""
    routines: RoutinesPanel | None
    """The checklist and the parts."""
    links: LinksPanel | None
    """The same matter elsewhere, and what the same person brought."""
    history: list[Deed]
    """The entries of the history."""
    deed: DeedShown | None
    """One thing that can be done, with its form."""


class _Has(Func):
    """Whether a table has a row of a case: as plain words of SQL, for these are asked with every page of a case."""

    template = 'EXISTS(SELECT 1 FROM "%(table)s" WHERE "%(table)s"."case_id" = %(expressions)s)'
    output_field = BooleanField()

    def __init__(self, model: type[Model]) -> None:
        super().__init__("pk", table=model._meta.db_table)


class _HasLinks(Func):
    """Whether a link of the same matter begins or ends at an appeal of a case."""

    template = " OR ".join(
        "EXISTS(SELECT 1 FROM casework_caseappeal own JOIN intake_appeal appeal ON appeal.id = own.appeal_id "  # noqa: S608
        f"JOIN chain_link link ON link.{end} = appeal.uuid AND link.relation IN (%(relations)s) "
        "WHERE own.case_id = %(expressions)s)"
        for end in ("source_uuid", "target_uuid")
    )
    template = f"({template})"
    output_field = BooleanField()

    def __init__(self) -> None:
        super().__init__("pk", relations=", ".join(f"'{relation.value}'" for relation in RELATIONS))


_SHOWN = (
    *(field.attname for field in Case._meta.concrete_fields if not field.is_relation),
    "office_id", "area_id", "answer_draft__state", "owner__uuid", "owner__username", "owner__full_name",
    *(f"{thing}__{name}" for thing in ("category", "team") for name in ("uuid", "name_kk", "name_ru", "name_en")),
)  # fmt: skip
"""The columns of a case that its page shows: of what it points to, the names alone."""


def case_shown(actor: Actor, user: User, office: Office, uuid: str) -> Case:
    """Return one case of ``office`` that ``actor`` may see, with its draft and with what there is in its parts; one query."""
    teams = team_rows(office)
    if not actor.has(Permission.CASE_ASSIGN):
        teams = teams.filter(members=user.pk)
    rows = cases_visible_to(actor).annotate(
        has_checks=_Has(CheckItem),
        has_parts=_Has(CasePart),
        has_referrals=_Has(Referral),
        has_links=_HasLinks(),
        has_teams=Exists(teams),
        is_chosen=Exists(shortlisted(user, clock.today(office.zone)).filter(case=OuterRef("pk"))),
    )
    rows = rows.select_related("category", "owner", "team", "answer_draft").only(*_SHOWN)
    found = first_of(rows.filter(uuid=uuid), "case")
    found.office = office
    return found


def more_of(case: Any, actor: Actor, *, is_answered: bool) -> dict[str, More]:
    """Return the parts of the page of a case that ``case_shown`` gave, by name."""
    works = actor.has(Permission.CASE_WORK) and case.status != CaseStatus.CLOSED
    has_work = case.has_checks or case.has_parts
    found = {"terms": False}
    found |= {"came": True} if is_answered else {}
    found |= {"checks": has_work} if has_work or works else {}
    found |= {"links": case.has_links} if case.has_links or _knows_senders(actor) else {}
    found |= {"history": False} if actor.has(Permission.HISTORY_READ) else {}
    return {
        name: More(name, str(LABELS[name]), reverse("desk:case-more", args=[case.uuid, name]), is_now)
        for name, is_now in found.items()
    }


def _knows_senders(actor: Actor) -> bool:
    return actor.has(Permission.CONTACT_SEE) and actor.has(Permission.CASE_READ)


@require_GET
@guard(*READ)
def more(request: DeskRequest, uuid: str, part: str) -> HttpResponse:
    """Show one part of a case, as a page or to be put into the page of the case."""
    case = case_for(request.actor, str(uuid))
    if part not in _parts(case, request.actor):
        raise Http404
    name = "desk/_more_part.html" if IN_PLACE in request.headers else "desk/more.html"
    return render(request, name, {"page": _page(request, case, part)})


def _parts(case: Case, actor: Actor) -> set[str]:
    """Return what this person may ask for."""
    hidden = set() if actor.has(Permission.HISTORY_READ) else {"history"}
    deeds = {name for name in DEEDS if DEED_FORMS[name].is_possible(actor, CaseStatus(case.status))}
    return (set(LABELS) - hidden) | deeds


def deed_shown(case: Case, name: str, form: DeedForm | None = None) -> DeedShown:
    """Return a deed with its form, or with the address where that is."""
    title, button, kind = DEEDS[name]
    href = reverse("desk:case-more", args=[case.uuid, name])
    return DeedShown(name, str(title), str(button), kind, href, form)


def _page(request: DeskRequest, case: Case, part: str) -> MorePage:
    actor = request.actor
    return MorePage(
        bar=bar_of(request),
        uuid=str(case.uuid),
        name=part,
        title=str(DEEDS[part][0] if part in DEEDS else LABELS[part]),
        appeals=_terms(case) if part == "terms" else [],
        came=[came_of(row) for row in reached_in(case)] if part == "came" else [],
        routines=routines_of(case, actor) if part == "checks" else None,
        links=links_of(appeals_of(case), actor) if part == "links" else None,
        history=deeds_of(entries_of(str(case.uuid)), names_of(case.office)) if part == "history" else [],
        deed=deed_shown(case, part, DEED_FORMS[part](case=case, actor=actor)) if part in DEEDS else None,
    )


def _terms(case: Case) -> list[AppealTerms]:
    calendar, rows = current_calendar(case.office.zone), appeals_of(case)
    found = terms_of(rows, calendar, clock.today(calendar.zone))
    return [AppealTerms(ids.say_number(row.number), found[row.pk]) for row in rows if row.pk in found]
