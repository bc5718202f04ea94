"""Who may come in: every view of the desk names the permissions that open it, and gets an actor."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any, TypeVar, cast
from uuid import UUID

from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from qabyldau.accounts.models import User
from qabyldau.accounts.rules import Actor, Permission, Role
from qabyldau.core import clock
from qabyldau.core.errors import ConflictError, ForbiddenError, InputError, MissingError
from qabyldau.core.localized import localized
from qabyldau.interfaces.design.addresses import address_of
from qabyldau.interfaces.design.views import conflict, not_kept, permission_denied
from qabyldau.interfaces.desk import watch
from qabyldau.interfaces.desk.refusals import said
from qabyldau.offices.models import Office, Staff
from qabyldau.offices.queries import actor_for, staff_of

Found = TypeVar("Found")

OFFICE = "office"
"""Where the session keeps the uuid of the office that was chosen."""


class DeskRequest(HttpRequest):
    """A request of somebody who was let in."""

    user: User
    actor: Actor
    office: Office | None
    rows: list[Staff]


@dataclass(frozen=True)
class Place:
    """One entry of the desk's navigation."""

    label: str
    href: str
    is_current: bool
    count: str = ""


@dataclass(frozen=True)
class Bar:
    """What stands on top of every page of the desk."""

    home: str
    """Where this person begins."""
    office: str
    """The name of the office, "" for the operator."""
    name: str
    """Who is signed in."""
    role: str
    """Their position in the office, as the coupon prints it."""
    places: list[Place]
    """Where they may go."""
    offices: list[tuple[str, str, bool]]
    """Key, name and whether it is the present one, for whoever works in several offices."""


@dataclass(frozen=True)
class EndedPage:
    """What somebody sees whose session ended while they were writing."""

    typed: list[str]
    """The texts, to be copied."""
    sign_in_href: str
    """Where to sign in and come back."""


View = Callable[..., HttpResponse]
TEXTS = (
    "body", "body_kk", "body_ru", "body_en", "question", "note", "reason", "advice", "changed", "remark", "matter", "ask",
    "words",
)  # fmt: skip
"""The fields of the desk's forms that hold somebody's own words."""
FORMS = (
    "register", "door-matter", "door-book", "day-plan", "day-edit", "mobile-plan", "mobile", "mobile-edit", "mobile-register",
    "place-card", "place-hours", "place-service-new", "place-service", "place-sitting-new", "place-sitting",
    "place-closure-new", "place-closure", "place-election", "ready-new", "ready-text", "macros", "case-ready-question",
    "case-ready-return", "case-macro", "appeal-people", "team-new", "team", "refer", "body-new", "body-edit", "body-head", "body-contact-new", "body-contact",
)  # fmt: skip
"""Addresses at which a form is both read and sent."""
PAGES = ("door", "place", "waiting", "promises", "ready", "macros", "outbox", "bodies", "inbox", "today")
"""Pages whose deeds are named after them and lead back to them."""
RECEPTION = (
    Permission.DAY_RUN, Permission.MOBILE_RUN, Permission.VISITS_SEE, Permission.WAITS_SEE, Permission.READY_TEXT_CHANGE,
)  # fmt: skip
"""What opens the page of the reception's other work; what stands on it depends on the role."""
GROUP = (
    "reception",
    "day",
    "days",
    "promises",
    "mobile",
    "mobiles",
    "waiting",
    "place",
    "ready",
    "macros",
    "unreached",
    "outbox",
    "looks",
    "team",
    "teams",
)
"""What the names of the pages of that work begin with."""
LETTERS = ("referrals", "referral", "letter", "journal", "refer", "pen", "mail")
"""What the names of the pages about authorities begin with."""
LIST = (
    Permission.APPEAL_READ,
    Permission.APPEAL_READ_OWN,
    Permission.CASE_READ,
    Permission.CASE_READ_ASSIGNED,
)
"""What opens the lists; what stands in them depends on the role."""
GROUPS = {"reception": GROUP, "referrals": LETTERS, "bodies": ("bodies", "body")}
"""The pages that belong to one entry of the navigation."""


def _is_signed_in(request: HttpRequest) -> bool:
    if request.user.is_authenticated and watch.is_over(request, clock.now()):
        logout(request)
    return request.user.is_authenticated


def guard(*permissions: Permission) -> Callable[[View], View]:
    """Let in whoever has one of ``permissions``; anybody signed in where none is named."""

    def wrap(view: View) -> View:
        @wraps(view)
        @never_cache
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not _is_signed_in(request):
                return _ended(request)
            desk = _admitted(request)
            if permissions and not any(desk.actor.has(permission) for permission in permissions):
                return permission_denied(request)
            return _done(view, desk, *args, **kwargs)

        guarded.permissions = permissions  # type: ignore[attr-defined]
        return cast("View", guarded)

    return wrap


def _done(view: View, desk: DeskRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """Return what a view answers; what it refuses becomes a page that gives back what was typed."""
    try:
        return view(desk, *args, **kwargs)
    except MissingError as error:
        raise Http404 from error
    except ForbiddenError:
        return permission_denied(desk)
    except ConflictError:
        return conflict(desk, "\n\n".join(_typed(desk)))
    except InputError as error:
        return not_kept(desk, said(error), "\n\n".join(_typed(desk)))


def _typed(request: HttpRequest) -> list[str]:
    """Return the texts that were typed, so that what stops a form loses none of them."""
    return [value for name in TEXTS if (value := str(request.POST.get(name, "")).strip())]


def _ended(request: HttpRequest) -> HttpResponse:
    """Lead to the sign-in; whoever was writing gets the text back first."""
    answer, typed = redirect_to_login(_page_behind(request)), _typed(request)
    if not typed:
        return answer
    return render(request, "desk/ended.html", {"page": EndedPage(typed, answer["Location"])}, status=403)


def _page_behind(request: HttpRequest) -> str:
    """Return the page on which one was: the address of a deed itself cannot be looked at."""
    match = request.resolver_match
    if request.method != "POST" or match is None or match.url_name in FORMS:
        return request.get_full_path()
    thing = str(match.url_name).partition("-")[0]
    if thing in PAGES:
        return reverse(f"desk:{thing}")
    return reverse(f"desk:{thing}", args=[match.kwargs["uuid"]]) if match.kwargs else reverse("desk:inbox")


def _admitted(request: HttpRequest) -> DeskRequest:
    desk = cast("DeskRequest", request)
    desk.rows = staff_of(desk.user)
    keys = [str(row.office.uuid) for row in desk.rows]
    chosen = str(request.session.get(OFFICE, ""))
    key = chosen if chosen in keys else next(iter(keys), "")
    desk.actor = actor_for(desk.user, desk.rows, key, "desk")
    desk.office = next((row.office for row in desk.rows if str(row.office.uuid) == key), None)
    return desk


def office_of(request: DeskRequest) -> Office:
    """Return the office in which somebody acts; raise MissingError for the operator, who acts in none."""
    if request.office is None:
        raise MissingError("office")
    return request.office


def after_of(request: DeskRequest, find: Callable[[Actor, str], Found]) -> Found | None:
    """Return the last row of the page before, as ``find`` knows it; None, and so the first page, where the address names none."""
    try:
        return find(request.actor, str(UUID(request.GET.get("after", ""))))
    except (ValueError, MissingError):
        return None


def after_day_of(request: DeskRequest) -> tuple[date, int] | None:
    """Return day and key of the last row of the page before, in a list by days; None where the address names none."""
    day, _sep, key = request.GET.get("after", "").partition("_")
    try:
        return date.fromisoformat(day), int(key)
    except ValueError:
        return None


def bar_of(request: DeskRequest) -> Bar:
    """Return the top of a page for whoever is signed in."""
    here = str(request.resolver_match.url_name) if request.resolver_match else ""
    own = [row for row in request.rows if request.office and row.office_id == request.office.pk]
    offices = {str(row.office.uuid): localized(row.office, "name") for row in request.rows}
    return Bar(
        home=address_of(first_place(request.actor)),
        office=localized(request.office, "name") if request.office else "",
        name=request.actor.name or request.user.username,
        role=localized(own[0], "position") if own else "",
        places=[
            Place(
                label,
                address_of(f"desk:{name}"),
                name == here or here.partition("-")[0] in GROUPS.get(name, ()),
            )
            for label, name, needed in _places()
            if any(request.actor.has(permission) for permission in needed)
        ],
        offices=[(key, name, key == request.actor.office_key) for key, name in offices.items()]
        if len(offices) > 1
        else [],
    )


def _places() -> list[tuple[str, str, tuple[Permission, ...]]]:
    return [
        (_("Inbox"), "inbox", LIST),
        (_("My day"), "today", (Permission.CASE_READ, Permission.CASE_READ_ASSIGNED)),
        (_("Register"), "register", (Permission.APPEAL_REGISTER,)),
        (_("Door"), "door", (Permission.DOOR_RUN,)),
        (_("Letters to authorities"), "referrals", (Permission.REFERRAL_SEND,)),
        (_("Bodies"), "bodies", (Permission.REFERRAL_SEND, Permission.BODY_CHANGE)),
        (_("Reviews"), "reviews", (Permission.REVIEW_READ,)),
        (_("Reception"), "reception", RECEPTION),
        (_("Figures"), "numbers", (Permission.NUMBERS_SEE,)),
        (_("History"), "history", (Permission.HISTORY_READ,)),
        (_("System"), "system", (Permission.REFERENCE_LOAD,)),
    ]


def first_place(actor: Actor) -> str:
    """Return the name of the page where this actor begins."""
    if Role.OPERATOR in actor.roles and not actor.office_key:
        return "desk:system"
    return "desk:inbox" if any(actor.has(permission) for permission in LIST) else "desk:numbers"
