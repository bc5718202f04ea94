"""Writing an appeal: steps that lose nothing, a check, and one press that sends once."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from qabyldau.catalog.labels import EMERGENCY
from qabyldau.core import clock, ids
from qabyldau.core.errors import InputError, TooManyError
from qabyldau.core.limits import Limit, is_empty, take
from qabyldau.core.localized import OWN_NAMES
from qabyldau.flow.read import is_danger
from qabyldau.interfaces.design.network import source_of
from qabyldau.interfaces.design.views import too_many
from qabyldau.interfaces.site import drafting
from qabyldau.interfaces.site.checking import CheckPage, check_page, looks_hasty, send
from qabyldau.interfaces.site.cookies import DRAFT
from qabyldau.interfaces.site.drafting import Kept
from qabyldau.interfaces.site.forms import ResumeForm, SendForm, SiteForm
from qabyldau.interfaces.site.notices import OfficeNotice, notice_for
from qabyldau.interfaces.site.photos import take_photos
from qabyldau.interfaces.site.places import Receptions
from qabyldau.interfaces.site.steps import OF, STEPS, Step, after, before, first_gap

WRONG_CODES = Limit("draft-wrong-by-address", 10, 3600)
"""Wrong codes of drafts from one address of the network in an hour."""

LANGUAGES = [code for code, _name in settings.LANGUAGES]


@dataclass(frozen=True)
class StepPage:
    """One step of writing."""

    number: int
    """Which step it is, from 1."""
    of: int
    """How many there are."""
    title: Promise
    """What is asked here."""
    form: SiteForm
    """The form of this step."""
    photos: int
    """How many photos are kept already."""
    photo_names: tuple[tuple[int, str], ...]
    """Position and name of each kept photo, to take it away."""
    is_first: bool
    """Whether there is no step before."""
    has_draft: bool
    """Whether this browser has a draft already."""
    languages: tuple[tuple[str, str], ...]
    """Code and own name of the languages to which a press may switch without losing what was typed."""
    notice: OfficeNotice | None
    """What is to be known of the chosen reception; None while none is chosen."""
    danger: list[tuple[str, Promise]]
    """Telephones that help at once, where what was written speaks of danger; [] otherwise."""


def _page(step: Step, kept: Kept, form: SiteForm, *, is_danger: bool = False) -> StepPage:
    names = tuple((place, photo.name) for place, photo in enumerate(kept.draft.photos, start=1))
    return StepPage(
        number=step.number,
        of=OF,
        title=step.title,
        form=form,
        photos=len(names),
        photo_names=names,
        is_first=step.is_first,
        has_draft=bool(kept.code) and not form.is_bound,
        languages=tuple(OWN_NAMES.items()),
        notice=notice_for(Receptions(), kept.draft.office, clock.now()),
        danger=EMERGENCY if is_danger else [],
    )


@require_safe
def begin(request: HttpRequest) -> HttpResponse:
    """Go to the first step; a reception chosen on the start page comes along."""
    office = request.GET.get("office", "")
    address = reverse("site:write", args=["kind"])
    return redirect(f"{address}?office={office}" if office.replace("-", "").isalnum() else address)


@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, name: str) -> HttpResponse:
    """Show a step, or keep what was typed in it and go where the pressed button says."""
    if name not in STEPS:
        raise Http404
    at = clock.now()
    kept = drafting.of_request(request, at)
    if kept is not None and kept.is_sent:
        if name != "kind" and request.method == "GET":
            return redirect("site:receipt")
        # What is typed after sending, in a page left open, begins a new appeal: it is not thrown away.
        kept = None
    if request.method == "POST":
        return _taken(request, STEPS[name], kept or drafting.fresh(at), at)
    if kept is None and name != "kind":
        return redirect("site:write", "kind")
    kept = kept or drafting.fresh(at, request.GET.get("office", ""))
    return render(
        request, STEPS[name].template, {"page": _page(STEPS[name], kept, STEPS[name].form(kept.draft))}
    )


def _taken(request: HttpRequest, step: Step, kept: Kept, at: datetime) -> HttpResponse:
    form = step.form(kept.draft, request.POST, request.FILES)
    kept, refused = _absorbed(request, form, kept, at)
    goes = request.POST.get("go", "")
    if not goes and form.is_valid():
        kept = drafting.changed(kept, {name: form.cleaned_data[name] for name in form.data_names()})
    for words in refused:
        form.add_error("photos", words)
    is_wrong = not goes and not form.is_valid()
    stops = not goes and not is_wrong and _speaks_of_danger(step, kept)
    if stops:
        kept = drafting.changed(kept, {"shown_danger": True})
    kept = drafting.save(kept, at)
    response = (
        render(request, step.template, {"page": _page(step, kept, form, is_danger=stops)})
        if is_wrong or stops
        else redirect(_where(step.name, goes))
    )
    DRAFT.write(response, kept.code)
    return response


def _speaks_of_danger(step: Step, kept: Kept) -> bool:
    """Return whether the telephones stand before the next step, once: what was written speaks of danger or despair."""
    return step.name == "text" and not kept.draft.shown_danger and is_danger(kept.draft.body)


def _absorbed(request: HttpRequest, form: SiteForm, kept: Kept, at: datetime) -> tuple[Kept, list[str]]:
    typed = form.typed()
    if typed.get("office", kept.draft.office) != kept.draft.office:
        typed["area"] = ""
    if typed.get("consent"):
        typed["consent_language"] = (get_language() or "kk")[:2]
    files, removed = request.FILES.getlist("photos"), request.POST.getlist("remove")
    draft, refused = take_photos(kept.draft, files, removed, source_of(request), at)
    return drafting.changed(replace(kept, draft=draft), typed), refused


def _where(name: str, goes: str) -> str:
    if goes in LANGUAGES:
        with translation.override(goes):
            return reverse("site:write", args=[name])
    if goes == "save":
        return reverse("site:saved")
    return reverse("site:write", args=[before(name)]) if goes == "back" else _next(name)


def _next(name: str) -> str:
    following = after(name)
    return reverse("site:check") if following == "check" else reverse("site:write", args=[following])


@require_http_methods(["GET", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Show everything once more; the press sends it, once however often it comes."""
    at = clock.now()
    kept = drafting.of_request(request, at)
    if kept is None:
        return redirect("site:write", "kind")
    if kept.is_sent:
        return redirect("site:receipt")
    receptions = Receptions()
    if gap := first_gap(kept.draft, receptions):
        return redirect("site:write", gap)
    if request.method == "POST":
        return _sent(request, kept, receptions, at)
    return _checked(request, kept, receptions, SendForm())


def _sent(request: HttpRequest, kept: Kept, receptions: Receptions, at: datetime) -> HttpResponse:
    form = SendForm(request.POST)
    if looks_hasty(form, kept.draft, at) and not kept.draft.warned:
        kept = drafting.save(drafting.changed(kept, {"warned": True}), at)
        return _checked(request, kept, receptions, form, is_hasty=True)
    try:
        send(kept, receptions.by(kept.draft.office), source_of(request), at)
    except TooManyError as error:
        return too_many(request, error.retry_after)
    except InputError:
        return redirect("site:write", "text")
    return redirect("site:receipt")


def _checked(
    request: HttpRequest, kept: Kept, receptions: Receptions, form: SiteForm, *, is_hasty: bool = False
) -> HttpResponse:
    page: CheckPage = check_page(kept.draft, receptions, form, is_hasty=is_hasty)
    return render(request, "site/check.html", {"page": page})


@dataclass(frozen=True)
class SavedPage:
    """How to come back to a draft."""

    code: str
    """The code, ten letters."""
    step: str
    """Where to go on now."""


@require_safe
def saved(request: HttpRequest) -> HttpResponse:
    """Show the code under which the draft is found again."""
    kept = drafting.of_request(request, clock.now())
    if kept is None or kept.is_sent:
        return redirect("site:write", "kind")
    step = first_gap(kept.draft, Receptions())
    address = reverse("site:write", args=[step]) if step else reverse("site:check")
    return render(request, "site/saved.html", {"page": SavedPage(kept.code, address)})


@dataclass(frozen=True)
class ResumePage:
    """Coming back to a draft."""

    form: SiteForm
    """Where the code is written."""


@require_http_methods(["GET", "POST"])
def resume(request: HttpRequest) -> HttpResponse:
    """Take the code of a draft and go on with it; wrong codes are counted."""
    at, form = clock.now(), ResumeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        source = source_of(request)
        if is_empty(WRONG_CODES, source, at):
            return too_many(request, WRONG_CODES.seconds // WRONG_CODES.burst)
        kept = drafting.load(ids.read_secret(form.cleaned_data["code"]), at)
        if kept is not None and not kept.is_sent:
            return _resumed(kept)
        take(WRONG_CODES, source, at)
        form.refuse("code")
    return render(request, "site/resume.html", {"page": ResumePage(form)})


def _resumed(kept: Kept) -> HttpResponse:
    gap = first_gap(kept.draft, Receptions())
    response = redirect("site:write", gap) if gap else redirect("site:check")
    DRAFT.write(response, kept.code)
    return response


@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    """Throw the draft away, with its photos."""
    kept = drafting.of_request(request, clock.now())
    if kept is not None:
        drafting.drop(kept)
    response = redirect("site:start")
    DRAFT.drop(response)
    return response
