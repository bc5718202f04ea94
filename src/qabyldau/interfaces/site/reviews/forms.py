"""What is asked of whoever leaves a review: how it was, why, in their own words, and whether to call them back."""

from typing import Any, ClassVar

from django import forms
from django.core.validators import validate_email
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qabyldau.answers.labels import RATING_LABELS, REASON_LABELS
from qabyldau.answers.rules.reviews import LONGEST_WORDS, REASONS, Rating, Reason, Subject
from qabyldau.interfaces.design.fields import LanguageField, LinesField, read_phone
from qabyldau.interfaces.site.forms import SiteForm

HOW: dict[Subject, Promise] = {
    Subject.OFFICE: _("How was it at the reception?"),
    Subject.ANSWER: _("How is the answer?"),
}
WHY: dict[Rating, Promise] = {
    Rating.POSITIVE: _("What was good?"),
    Rating.NEUTRAL: _("What do you want to note?"),
    Rating.NEGATIVE: _("What was bad?"),
}
UNSAID = ("", _("I do not rate the reception"))


class RatingInput(forms.RadioSelect):
    """Three large choices, each a face and a word."""

    option_template_name = "site/widgets/rating.html"

    def create_option(self, name: str, value: Any, *rest: Any, **named: Any) -> dict[str, Any]:
        """Return one option with the name of its face."""
        return {**super().create_option(name, value, *rest, **named), "face": f"face_{value}"}


class ReviewForm(SiteForm):
    """One review; which ratings are asked for depends on what the code was given for."""

    words = LinesField(
        label=_("In your own words"),
        help_text=_(
            "These words will stand on the public page of the reception. A program covers names, telephones and "
            "addresses first; all the same, please write none."
        ),
        max_length=LONGEST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": _("Shorten it to 2,000 characters.")},
    )
    contact = forms.CharField(
        label=_("Shall we call you back?"),
        help_text=_("Your telephone or e-mail, only if you want to hear from us. It is not published."),
        max_length=254,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={
            "wrong": _("Write a number like 8 701 123 45 67, or an address like name@example.kz.")
        },
    )
    consent = forms.BooleanField(
        label=_("I agree"),
        help_text=_(
            "If you left a telephone or e-mail: the reception keeps it to call you about this review, for 90 days. It is "
            "given to nobody else. You take this consent back with the same code."
        ),
        required=False,
        error_messages={"wrong": _("Tick the box to agree, or clear the telephone or e-mail.")},
    )
    language = LanguageField(label=_("Language of your words"))
    seen_by: ClassVar[dict[str, Promise]] = {
        "words": _("Seen by everybody, without personal data."),
        "contact": _("Seen by the staff of this reception when they call you; kept encrypted."),
    }

    def __init__(self, *args: Any, is_of_answer: bool, **kwargs: Any) -> None:
        """Ask for the rating of the answer, if there is one, and of the reception."""
        super().__init__(*args, **kwargs)
        self.subjects = (Subject.ANSWER, Subject.OFFICE) if is_of_answer else (Subject.OFFICE,)
        for subject in self.subjects:
            self.fields[f"{subject}_grade"] = _rating(subject, is_needed=subject is self.subjects[0])
            for rating in Rating:
                self.fields[_why(subject, rating)] = _reasons(subject, rating)
        self.order_fields([name for name in self.fields if name.endswith("_grade") or "_why_" in name])

    def clean(self) -> dict[str, Any]:
        """Bring the contact into one form, and ask for consent where there is one."""
        cleaned = super().clean() or self.cleaned_data
        contact = str(cleaned.get("contact", "")).strip()
        if contact:
            self._check_contact(contact)
            if not cleaned.get("consent"):
                self.refuse("consent")
        return cleaned

    def _check_contact(self, contact: str) -> None:
        try:
            if "@" in contact:
                validate_email(contact)
            else:
                contact = read_phone(contact)
        except (ValueError, forms.ValidationError):
            self.refuse("contact")
        else:
            self.cleaned_data["contact"] = contact

    def rating(self, subject: Subject) -> Rating | None:
        """Return how something was rated; None where it was not."""
        given = self.cleaned_data.get(f"{subject}_grade", "")
        return Rating(given) if given else None

    def reasons(self) -> tuple[Reason, ...]:
        """Return the reasons that belong to the ratings that were given; those of other ratings are not shown and not kept."""
        given = [(subject, rating) for subject in self.subjects if (rating := self.rating(subject))]
        found = [Reason(value) for pair in given for value in self.cleaned_data.get(_why(*pair), [])]
        return tuple(dict.fromkeys(found))


def _why(subject: Subject, rating: Rating) -> str:
    return f"{subject}_why_{rating}"


def _rating(subject: Subject, *, is_needed: bool) -> forms.ChoiceField:
    choices = [(rating.value, RATING_LABELS[rating]) for rating in Rating]
    return forms.ChoiceField(
        label=str(HOW[subject]),
        choices=choices if is_needed else [*choices, UNSAID],
        required=is_needed,
        widget=RatingInput,
        error_messages={"required": _("Choose one of the three.")},
    )


def _reasons(subject: Subject, rating: Rating) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=str(WHY[rating]),
        choices=[(reason.value, REASON_LABELS[reason]) for reason in REASONS[subject, rating]],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
