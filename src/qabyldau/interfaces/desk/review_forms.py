"""What the head of an office does with a review: a public reply, and hiding words with a reason that is public too."""

from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qabyldau.accounts.rules import Actor, Permission
from qabyldau.answers.models import Feedback
from qabyldau.answers.services.reviews import Reply, review_hide, review_reply
from qabyldau.interfaces.design.fields import LanguageField, LinesField

BY_ALL = _("Everybody reads it on the page of the reception.")


class ReviewDeedForm(forms.Form):
    """One deed on one review."""

    permission: ClassVar[Permission]
    seen_by: ClassVar[dict[str, Promise]] = {}

    def __init__(self, *args: Any, row: Feedback, **kwargs: Any) -> None:
        """Take the review."""
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        self.row = row
        self.prepare()

    def prepare(self) -> None:
        """Fill in what is known already."""

    def perform(self, actor: Actor, at: datetime) -> str:
        """Do the deed and return what to say."""
        raise NotImplementedError


class ReplyForm(ReviewDeedForm):
    """The public reply."""

    permission = Permission.REVIEW_ANSWER
    body = LinesField(
        label=_("Words of the reply"),
        help_text=_("Name nobody, and do not ask who wrote it."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write the reply first.")},
    )
    changed = LinesField(
        label=_("What was changed"),
        help_text=_("For example: a second desk is open on Mondays."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    language = LanguageField(label=_("Language of the reply"))
    seen_by: ClassVar[dict[str, Promise]] = {"body": BY_ALL, "changed": BY_ALL}

    def prepare(self) -> None:
        """Show the reply that stands, in the language of the review where there is none."""
        self.initial = {
            "body": self.row.reply,
            "changed": self.row.changed,
            "language": self.row.reply_language or self.row.language,
        }

    def perform(self, actor: Actor, at: datetime) -> str:
        """Publish the reply."""
        given = self.cleaned_data
        reply = Reply(given["body"], given["changed"], given["language"])
        review_reply(actor=actor, feedback=self.row, reply=reply, at=at)
        return str(_("The reply stands on the page of the reception."))


class HideForm(ReviewDeedForm):
    """Hiding words."""

    permission = Permission.REVIEW_HIDE
    reason = LinesField(
        label=_("Why the words are hidden"),
        help_text=_(
            "For example: they name another person. That a review is bad is no reason. The rating goes on counting."
        ),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say why; everybody reads it.")},
    )
    seen_by: ClassVar[dict[str, Promise]] = {"reason": BY_ALL}

    def perform(self, actor: Actor, at: datetime) -> str:
        """Hide the words."""
        review_hide(actor=actor, feedback=self.row, reason=self.cleaned_data["reason"], at=at)
        return str(_("The words are hidden; the reason is shown in their place."))


REVIEW_FORMS: dict[str, type[ReviewDeedForm]] = {"reply": ReplyForm, "hide": HideForm}
