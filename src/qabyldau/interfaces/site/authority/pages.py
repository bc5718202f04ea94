"""The letter under a link, and the authority's answer to it: no account, once a link, for a limited time."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from qabyldau.core import clock
from qabyldau.core.errors import ConflictError, InputError, MissingError
from qabyldau.flow.refer.link import Key, Opened, file_of_link, key_of, opened, referral_of_link
from qabyldau.flow.refer.sending import note_opened, open_link, take_link_answer
from qabyldau.interfaces.design.fields import CodeField, LinesField
from qabyldau.interfaces.site.codes import CodeForm, Lock
from qabyldau.interfaces.site.codes import opened as unlocked
from qabyldau.interfaces.site.cookies import AUTHORITY
from qabyldau.interfaces.site.forms import SiteForm

LONGEST = 50_000
LARGEST = 20 * 1024 * 1024
"""Bytes of one file."""


class LinkForm(CodeForm):
    """The code of a link."""

    code = CodeField(
        label=_("Code of the link"),
        error_messages={
            "required": _("Open the link from the letter."),
            "wrong": _("This link opens nothing, or its time is over. Ask the reception for a new one."),
        },
    )


class AnswerForm(SiteForm):
    """What an authority answers."""

    body = LinesField(
        label=_("Words of the reply"),
        help_text=_("What was found and done, when, who is in charge, and by what one can see it."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 9}),
        error_messages={"required": _("Write the answer."), "wrong": _("Write the answer.")},
    )
    number = forms.CharField(label=_("Your number"), max_length=60, required=False)
    on = forms.DateField(
        label=_("Your date"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"wrong": _("The day is yet to come.")},
    )
    paper = forms.FileField(
        label=_("File"), required=False, error_messages={"wrong": _("The file is larger than 20 MB.")}
    )
    is_not_ours = forms.BooleanField(label=_("This is not within our powers"), required=False)
    right_words = forms.CharField(
        label=_("Which body is the right one?"),
        max_length=300,
        required=False,
        error_messages={"wrong": _("Name the body in whose powers it lies (APPC Art. 65).")},
    )

    def refuse_for(self, error: InputError) -> None:
        """Say beside the field what is wrong."""
        name = {"their_on": "on"}.get(error.field, error.field)
        self.refuse(name if name in {"on", "right_words", "paper"} else "body", "wrong")


@dataclass(frozen=True)
class AuthorityPage:
    """A letter and where it is answered."""

    letter: Opened
    """The letter."""
    form: AnswerForm | None
    """The answer; None once it was given."""


@dataclass(frozen=True)
class LinkPage:
    """Where a code is written."""

    form: SiteForm
    """The code."""


def _asked(request: HttpRequest, form: SiteForm) -> HttpResponse:
    return render(request, "site/authority_code.html", {"page": LinkPage(form)})


def _shown_at(_request: HttpRequest) -> str:
    return reverse("site:authority-letter")


def _found(*, code: str, source: str, at: datetime) -> Key:
    return key_of(open_link(code=code, source=source, at=at))


LOCK = Lock(_found, AUTHORITY, _shown_at, _asked)


@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Ask for the code of a link."""
    return unlocked(request, LinkForm(request.POST) if request.method == "POST" else LinkForm(), LOCK)


@require_safe
def by_link(request: HttpRequest, code: str) -> HttpResponse:
    """Open the letter of a link; its code leaves the address line at once."""
    return unlocked(request, LinkForm({"code": code}), LOCK)


def _row(request: HttpRequest) -> Any:
    try:
        key = AUTHORITY.read(request)
        return referral_of_link(key, clock.now()) if key else None
    except MissingError:
        return None


@require_http_methods(["GET", "POST"])
def letter(request: HttpRequest) -> HttpResponse:
    """Show the letter that this browser may read, and take the answer to it."""
    row = _row(request)
    if row is None:
        return redirect("site:authority")
    form = AnswerForm(request.POST, request.FILES) if request.method == "POST" else AnswerForm()
    if request.method == "POST" and form.is_valid() and _taken(row, form):
        return redirect("site:authority-letter")
    if request.method == "GET":
        note_opened(referral=row, at=clock.now())
    page = opened(row)
    status = 422 if form.errors else 200
    shown = AuthorityPage(page, None if page.is_answered else form)
    return render(request, "site/authority_letter.html", {"page": shown}, status=status)


@require_safe
def file(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Give a file of the letter that this browser may read, to be saved."""
    row = _row(request)
    if row is None:
        return redirect("site:authority")
    try:
        name, content = file_of_link(row, str(uuid))
    except MissingError as error:
        raise Http404 from error
    response = HttpResponse(content, content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _taken(row: Any, form: AnswerForm) -> bool:
    file = form.cleaned_data["paper"]
    if file is not None and file.size > LARGEST:
        form.refuse("paper")
        return False
    papers = [(str(file.name), file.read())] if file is not None else []
    try:
        take_link_answer(referral=row, given=form.cleaned_data, papers=papers, at=clock.now())
    except InputError as error:
        form.refuse_for(error)
        return False
    except ConflictError:
        return True
    return True
