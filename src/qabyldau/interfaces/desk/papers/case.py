"""Choose what the paper of a case shows, and take it along as PDF or as a bundle of evidence."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from qabyldau.accounts.rules import Actor, Permission
from qabyldau.casework.models import Case
from qabyldau.casework.queries import appeals_of, case_for
from qabyldau.core import clock, ids
from qabyldau.core.localized import OWN_NAMES
from qabyldau.flow.bundle.making import Choice, Made, Paper, make_paper
from qabyldau.interfaces.desk.guard import Bar, DeskRequest, bar_of, guard


class PaperForm(forms.Form):
    """What the paper shows; contacts are offered only to whoever may see them."""

    language = forms.ChoiceField(label=_("Language of the paper"), choices=list(OWN_NAMES.items()))
    with_contacts = forms.BooleanField(
        label=_("With names, contacts and whole texts"),
        help_text=_("Without it, personal data are masked. That you looked stays in the history."),
        required=False,
    )
    with_notes = forms.BooleanField(
        label=_("With inner notes"),
        help_text=_("Only for the office itself: notes are not written for others."),
        required=False,
    )
    go = forms.ChoiceField(choices=[(paper.value, paper.value) for paper in Paper], widget=forms.HiddenInput)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        """Take whoever asks."""
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        if not actor.has(Permission.CONTACT_SEE):
            del self.fields["with_contacts"]

    @property
    def choice(self) -> Choice:
        """What was chosen."""
        given = self.cleaned_data
        return Choice(given["language"], bool(given.get("with_contacts")), given["with_notes"])


@dataclass(frozen=True)
class PapersPage:
    """The papers of one case."""

    bar: Bar
    """The top of the page."""
    number: str
    """The public number of its first appeal, in threes."""
    form: PaperForm
    """What the paper shows."""
    back_href: str
    """Back to the case."""


@require_http_methods(["GET", "POST"])
@guard(Permission.CASE_READ)
def papers(request: DeskRequest, uuid: UUID) -> HttpResponse:
    """Offer the papers of a case, or answer with the one that was asked for."""
    case = case_for(request.actor, str(uuid))
    initial = {"language": (get_language() or "kk")[:2]}
    form = PaperForm(request.POST or None, actor=request.actor, initial=initial)
    if form.is_bound and form.is_valid():
        return _file(_made(request, case, form))
    page = PapersPage(
        bar=bar_of(request),
        number=ids.say_number(appeals_of(case)[0].number),
        form=form,
        back_href=reverse("desk:case", args=[case.uuid]),
    )
    return render(request, "desk/papers/case.html", {"page": page}, status=422 if form.errors else 200)


def _made(request: DeskRequest, case: Case, form: PaperForm) -> Made:
    paper = Paper(form.cleaned_data["go"])
    return make_paper(
        actor=request.actor, case_uuid=str(case.uuid), paper=paper, choice=form.choice, at=clock.now()
    )


def _file(made: Made) -> HttpResponse:
    """Return a file to be kept, not shown: nothing of it is run or read by the browser."""
    answer = HttpResponse(made.content, content_type=made.media_type)
    answer["Content-Disposition"] = f'attachment; filename="{made.name}"'
    return answer
