"""Asking with a ready text, and giving an appeal back to be completed: each person is asked in their own language."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from qabyldau.accounts.rules import Permission
from qabyldau.casework.models import Case
from qabyldau.casework.queries import appeals_of, case_for
from qabyldau.catalog.models import ReadyText
from qabyldau.catalog.queries import ready_text_for, ready_texts_for
from qabyldau.catalog.rules import TextUse
from qabyldau.core import clock, ids
from qabyldau.core.errors import InputError
from qabyldau.core.localized import OWN_NAMES
from qabyldau.flow.act import REPLY_DAYS, Asking, ask_people
from qabyldau.flow.working.ready import SIDES, words_in
from qabyldau.interfaces.desk.answering.writing import side
from qabyldau.interfaces.desk.guard import Bar, DeskRequest, bar_of, guard

USUAL_DAYS = 10
"""Days that a sender is given to complete an appeal, where staff choose no other day."""


class AskingForm(forms.Form):
    """A ready text, the day by which a reply is awaited, and words of one's own in both languages beside it."""

    ready = forms.ChoiceField(
        label=_("Ready text"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a ready text.")},
    )
    until = forms.DateField(
        label=_("Reply awaited by"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, texts: list[ReadyText], **kwargs: Any) -> None:
        """Offer the checked texts of this use."""
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        self.fields["ready"].choices = [(str(row.uuid), getattr(row, f"title_{side()}")) for row in texts]  # type: ignore[attr-defined]
        self.fields["until"].help_text = _(
            "Tomorrow at the earliest, %(days)s days from now at the latest."
        ) % {"days": REPLY_DAYS}


@dataclass(frozen=True)
class Said:
    """A ready text as the people of this case would read it."""

    title: str
    sides: list[tuple[str, str, str]]


@dataclass(frozen=True)
class AskingPage:
    """Ready texts for a question, or for giving an appeal back."""

    bar: Bar
    """The top of the page."""
    uuid: str
    """The case, for addresses."""
    number: str
    """The public number of its first appeal."""
    is_return: bool
    """Whether the appeal is given back to be completed."""
    form: AskingForm
    """What is chosen."""
    texts: list[Said]
    """The texts, word by word, in both languages."""


@require_http_methods(["GET", "POST"])
@guard(Permission.CASE_WORK)
def asking(request: DeskRequest, uuid: str, use: str) -> HttpResponse:
    """Show the ready texts for a use; ask with the one that is chosen."""
    case = case_for(request.actor, str(uuid))
    texts = ready_texts_for(case.office, TextUse(use), case.category)
    until = clock.today(case.office.zone) + timedelta(days=USUAL_DAYS)
    form = AskingForm(request.POST or None, texts=texts, initial={"version": case.version, "until": until})
    if form.is_valid() and _asked(request, case, form, use):
        return redirect("desk:case", case.uuid)
    page = AskingPage(
        bar=bar_of(request),
        uuid=str(case.uuid),
        number=ids.say_number(appeals_of(case)[0].number),
        is_return=use == TextUse.RETURN,
        form=form,
        texts=[_said(row, case) for row in texts],
    )
    return render(request, "desk/answering/asking.html", {"page": page}, status=422 if form.is_bound else 200)


def _asked(request: DeskRequest, case: Case, form: AskingForm, use: str) -> bool:
    given, is_return = form.cleaned_data, use == TextUse.RETURN
    text = ready_text_for(case.office, given["ready"])
    words = {code: words_in(text, case, code, given["until"]) for code in SIDES}
    asked = Asking({**words, "": words["ru"]}, given["until"], is_return)
    try:
        ask_people(actor=request.actor, case=case, asking=asked, version=given["version"], at=clock.now())
    except InputError as error:
        form.add_error(
            error.field if error.field in form.fields else None,
            gettext("Choose a day after today, not too far away."),
        )
        return False
    done = (
        gettext("The appeal is given back to be completed; it stays registered.")
        if is_return
        else gettext("The question is asked.")
    )
    messages.success(request, done)
    return True


def _said(row: ReadyText, case: Case) -> Said:
    sides = [(code, OWN_NAMES[code], words_in(row, case, code)) for code in SIDES]
    return Said(str(getattr(row, f"title_{side()}")), sides)
