"""What can be done with a case, a form each; a form only translates what was typed."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qabyldau.accounts.rules import Actor, Permission
from qabyldau.casework.labels import CLOCK_LABELS, OUTCOME_LABELS
from qabyldau.casework.models import Case
from qabyldau.casework.queries import appeals_of
from qabyldau.casework.rules.deadlines import ceiling_of
from qabyldau.casework.rules.moves import MOVES, OPEN, REASON_NEEDED, CaseStatus, Outcome
from qabyldau.core.localized import localized
from qabyldau.intake.models import Appeal
from qabyldau.intake.rules import LONGEST_TEXT
from qabyldau.interfaces.design.fields import LinesField
from qabyldau.offices.queries import caseworkers_of
from qabyldau.worklists.queries.choices import own_teams_of, teams_of

REFUSED: dict[str, Promise] = {
    "answer": _("Give the applicants an answer first: nobody is left without one."),
    "parts": _("A part of the case is still open: say first what came of it, or take it off."),
    "reason": _("Say why, in words that the applicant will read."),
    "outcome": _("Choose how it ended."),
    "until": _("Choose a working day after the present date, at most two months after registration."),
    "decided_by": _("Name the head who decided."),
}


class DeedForm(forms.Form):
    """One deed: which right it needs, in which statuses it is possible, and the version of the page it was made on."""

    permission: ClassVar[Permission] = Permission.CASE_WORK
    target: ClassVar[CaseStatus | None] = None
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(
        self, *args: Any, case: Case, actor: Actor, appeals: Sequence[Appeal] | None = None, **kwargs: Any
    ) -> None:
        """Make the form for one case as it stands now; its appeals are read where they are not given."""
        kwargs["auto_id"] = f"{type(self).__name__.lower()}_%s"
        kwargs["initial"] = {"version": case.version}
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        self.case, self.actor = case, actor
        self.appeals = appeals if appeals is not None else appeals_of(case)
        self.prepare()

    def prepare(self) -> None:
        """Fill in what depends on the case."""

    @classmethod
    def is_possible(cls, actor: Actor, status: CaseStatus) -> bool:
        """Return whether this person may do the deed in this status."""
        return actor.has(cls.permission) and (
            status in OPEN if cls.target is None else cls.target in MOVES[status]
        )

    def refuse(self, field: str) -> None:
        """Say beside the field, or above the form, what is lacking."""
        self.add_error(
            field if field in self.fields else None, str(REFUSED.get(field, _("This cannot be done now.")))
        )


class AnswerForm(DeedForm):
    """The answer to everyone whose appeal is in the case."""

    target = CaseStatus.ANSWERED
    body = LinesField(
        label=_("Words of the answer"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Write the answer first.")},
    )
    seen_by: ClassVar[dict[str, Promise]] = {"body": _("Every applicant of this case reads it.")}

    def prepare(self) -> None:
        """Say how many people will be told."""
        told = len(self.appeals)
        self.fields["body"].help_text = _("People who will be told: %(count)s.") % {"count": told}


class AskForm(DeedForm):
    """A question to the applicants."""

    target = CaseStatus.WAITING_FOR_APPLICANT
    question = LinesField(
        label=_("Question to the applicant"),
        help_text=_("It can be answered on the tracking page for 30 days."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write the question first.")},
    )


class NoteForm(DeedForm):
    """An inner remark."""

    note = LinesField(
        label=_("Note"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write the note first.")},
    )
    seen_by: ClassVar[dict[str, Promise]] = {"note": _("Seen by the staff of this office only.")}


class CloseForm(DeedForm):
    """How the work ended."""

    permission = Permission.CASE_CLOSE
    target = CaseStatus.CLOSED
    outcome = forms.ChoiceField(
        label=_("How it ended"),
        choices=[("", _("Choose")), *OUTCOME_LABELS.items()],
        error_messages={"required": _("Choose how it ended.")},
    )
    reason = LinesField(
        label=_("Why, or where to"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    seen_by: ClassVar[dict[str, Promise]] = {"reason": _("The applicant reads it.")}

    def clean(self) -> dict[str, Any]:
        """Ask for the reason where the outcome needs one."""
        cleaned = super().clean() or self.cleaned_data
        outcome = cleaned.get("outcome")
        if outcome and Outcome(outcome) in REASON_NEEDED and not cleaned.get("reason", "").strip():
            self.refuse("reason")
        return cleaned


class ReopenForm(DeedForm):
    """Opening a case again."""

    permission = Permission.CASE_REOPEN
    target = CaseStatus.REOPENED
    reason = LinesField(
        label=_("Why it is opened again"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why, in words that the applicant will read.")},
    )


class GiveForm(DeedForm):
    """Giving the case to somebody else."""

    permission = Permission.CASE_ASSIGN
    target = CaseStatus.ASSIGNED
    owner = forms.ChoiceField(label=_("Give the case to"))

    @classmethod
    def is_possible(cls, actor: Actor, status: CaseStatus) -> bool:
        """Return whether the case may change hands: also where it has an owner who has not begun."""
        return super().is_possible(actor, status) or (
            status is CaseStatus.ASSIGNED and actor.has(cls.permission)
        )

    def prepare(self) -> None:
        """Offer the people of the office."""
        people = [
            (str(user.uuid), user.full_name or user.username) for user in caseworkers_of(self.case.office)
        ]
        self.fields["owner"].choices = people  # type: ignore[attr-defined]


class TeamForm(DeedForm):
    """Putting the case into the queue of a team, or of none; members put it into their own team's."""

    team = forms.ChoiceField(label=_("Team"), required=False)

    def prepare(self) -> None:
        """Offer the teams of the office and none; whoever may not give cases to others, their own teams alone."""
        may_give = self.actor.has(Permission.CASE_ASSIGN)
        rows = teams_of(self.case.office) if may_give else own_teams_of(self.case.office, self.actor.key)
        teams = [(str(row.uuid), localized(row, "name")) for row in rows]
        none = [("", _("no team"))] if may_give and teams else []
        self.fields["team"].choices = [*none, *teams]  # type: ignore[attr-defined]
        self.fields["team"].required = not may_give
        self.fields["team"].initial = str(self.case.team.uuid) if self.case.team else ""


class ExtendForm(DeedForm):
    """More time, by a reasoned decision of the head."""

    permission = Permission.DEADLINE_EXTEND
    clock = forms.ChoiceField(label=_("Which date"), choices=list(CLOCK_LABELS.items()))
    until = forms.DateField(
        label=_("New date"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
    )
    reason = LinesField(
        label=_("Why more time is needed"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    decided_by = forms.CharField(label=_("Who decided"), max_length=120)
    seen_by: ClassVar[dict[str, Promise]] = {"reason": _("The applicant reads it.")}

    def prepare(self) -> None:
        """Name the last day that is possible and the one who signs."""
        start = min(appeal.registered_on for appeal in self.appeals)
        self.fields["until"].help_text = _(
            "At the latest %(day)s: two months after registration (APPC Art. 76)."
        ) % {"day": ceiling_of(start).strftime("%d.%m.%Y")}
        self.fields["decided_by"].initial = self.actor.name


class BeginForm(DeedForm):
    """Marking that work has begun or goes on."""

    target = CaseStatus.IN_WORK


DEED_FORMS: dict[str, type[DeedForm]] = {
    "answer": AnswerForm,
    "ask": AskForm,
    "note": NoteForm,
    "close": CloseForm,
    "reopen": ReopenForm,
    "give": GiveForm,
    "team": TeamForm,
    "extend": ExtendForm,
    "begin": BeginForm,
}
