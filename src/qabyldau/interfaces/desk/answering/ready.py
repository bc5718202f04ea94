"""Ready texts: pairs in Kazakh and Russian, written by one person and checked by another."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qabyldau.accounts.rules import Permission
from qabyldau.catalog.labels import USE_LABELS
from qabyldau.catalog.models import ReadyText
from qabyldau.catalog.queries import category_names, ready_text_for, ready_texts_of
from qabyldau.catalog.rules import PLACEHOLDERS, TextUse
from qabyldau.catalog.services.ready import Pair, ready_text_check, ready_text_retire, ready_text_write
from qabyldau.core import clock
from qabyldau.core.errors import InputError, MissingError
from qabyldau.core.localized import localized
from qabyldau.interfaces.design.fields import LinesField
from qabyldau.interfaces.desk.answering.writing import side
from qabyldau.interfaces.desk.guard import Bar, DeskRequest, bar_of, guard, office_of

HELD = _(
    "A name in square brackets becomes one whole sentence: %(names)s. It stands between two sentences or on its own line."
)
REFUSED: dict[str, Promise] = {
    "title_kk": _("Write the title in Kazakh."),
    "title_ru": _("Write the title in Russian."),
    "body_kk": _(
        "Write the Kazakh side; a name in square brackets stands as a sentence of its own and is one of the five."
    ),
    "body_ru": _("Write the Russian side, with the same names in square brackets as the Kazakh one."),
}


class ReadyForm(forms.Form):
    """A pair."""

    use = forms.ChoiceField(label=_("What it is for"), choices=list(USE_LABELS.items()))
    category_code = forms.ChoiceField(label=_("Theme"), required=False)
    title_kk = forms.CharField(label=_("Title in Kazakh"), max_length=120, required=False)
    title_ru = forms.CharField(label=_("Title in Russian"), max_length=120, required=False)
    body_kk = LinesField(
        label=_("Words in Kazakh"),
        help_text=HELD,
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "lang": "kk"}),
    )
    body_ru = LinesField(
        label=_("Words in Russian"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "lang": "ru"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the themes of both levels."""
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        self.fields["body_kk"].help_text = HELD % {"names": ", ".join(f"[{name}]" for name in PLACEHOLDERS)}
        self.fields["category_code"].choices = [("", _("any")), *category_names().items()]  # type: ignore[attr-defined]

    @property
    def pair(self) -> Pair:
        """The pair as it was typed."""
        given = self.cleaned_data
        return Pair(use=TextUse(given.pop("use")), **given)


@dataclass(frozen=True)
class ReadyRow:
    """One ready text of the list; ``href`` is empty for those of the release, which are corrected with it."""

    title: str
    use: str
    theme: str
    href: str
    is_checked: bool
    body_kk: str
    """What a text of the release says in Kazakh; "" for the office's own, which have a page."""
    body_ru: str
    """The same in Russian."""


@dataclass(frozen=True)
class ReadyListPage:
    """All ready texts of an office."""

    bar: Bar
    """The top of the page."""
    rows: list[ReadyRow]
    """The texts, those that wait to be checked first."""


@dataclass(frozen=True)
class ReadyPage:
    """One ready text."""

    bar: Bar
    """The top of the page."""
    uuid: str
    """For addresses; "" for a new one."""
    form: ReadyForm
    """Its two sides."""
    is_checked: bool
    """Whether another person has checked it."""
    may_check: bool
    """Whether this person may check it now: somebody else wrote it."""


@require_GET
@guard(Permission.READY_TEXT_CHANGE)
def texts(request: DeskRequest) -> HttpResponse:
    """Show the ready texts."""
    rows = [_row(row) for row in ready_texts_of(office_of(request))]
    page = ReadyListPage(bar_of(request), sorted(rows, key=lambda row: row.is_checked))
    return render(request, "desk/answering/ready_list.html", {"page": page})


def _row(row: ReadyText) -> ReadyRow:
    return ReadyRow(
        title=str(getattr(row, f"title_{side()}")),
        use=str(USE_LABELS[TextUse(row.use)]),
        theme=localized(row.category, "name") if row.category else "",
        href=reverse("desk:ready-text", args=[row.uuid]) if row.office_id else "",
        is_checked=bool(row.checked_by),
        body_kk="" if row.office_id else row.body_kk,
        body_ru="" if row.office_id else row.body_ru,
    )


@require_http_methods(["GET", "POST"])
@guard(Permission.READY_TEXT_CHANGE)
def text(request: DeskRequest, uuid: str = "") -> HttpResponse:
    """Write a ready text, or change one; either waits to be checked by another person."""
    row = _own(request, str(uuid)) if uuid else None
    initial = {**vars(row), "category_code": row.category.code if row.category else ""} if row else {}
    form = ReadyForm(request.POST or None, initial=initial)
    if form.is_valid() and _written(request, form, row):
        return redirect("desk:ready")
    page = ReadyPage(
        bar=bar_of(request),
        uuid=str(row.uuid) if row else "",
        form=form,
        is_checked=bool(row and row.checked_by),
        may_check=bool(row and not row.checked_by and row.written_by != request.actor.key),
    )
    return render(request, "desk/answering/ready.html", {"page": page}, status=422 if form.is_bound else 200)


def _own(request: DeskRequest, uuid: str) -> ReadyText:
    row = ready_text_for(office_of(request), uuid)
    if row.office_id is None:
        raise MissingError("ready text")
    return row


def _written(request: DeskRequest, form: ReadyForm, row: ReadyText | None) -> bool:
    try:
        ready_text_write(
            actor=request.actor, office=office_of(request), pair=form.pair, at=clock.now(), row=row
        )
    except InputError as error:
        form.add_error(error.field, str(REFUSED[error.field]))
        return False
    messages.success(request, gettext("The pair is kept. It is offered once another person has checked it."))
    return True


@require_POST
@guard(Permission.READY_TEXT_CHANGE)
def check(request: DeskRequest, uuid: str) -> HttpResponse:
    """Note that the pair was checked: from now on it is offered."""
    row = _own(request, str(uuid))
    ready_text_check(actor=request.actor, office=office_of(request), row=row, at=clock.now())
    messages.success(request, gettext("The pair is checked: staff are offered it now."))
    return redirect("desk:ready")


@require_POST
@guard(Permission.READY_TEXT_CHANGE)
def retire(request: DeskRequest, uuid: str) -> HttpResponse:
    """Take a pair away."""
    ready_text_retire(
        actor=request.actor, office=office_of(request), row=_own(request, str(uuid)), at=clock.now()
    )
    messages.success(request, gettext("The pair is not offered any more."))
    return redirect("desk:ready")
