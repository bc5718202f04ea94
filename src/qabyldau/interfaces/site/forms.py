"""What people fill in, step by step; a form only translates what was typed."""

from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qabyldau.areas.queries import AreaChoice
from qabyldau.catalog.labels import KIND_HINTS, KIND_LABELS
from qabyldau.flow.receive import LONGEST_TEXT
from qabyldau.interfaces.design.fields import CodeField, LanguageField, LinesField, PhoneField
from qabyldau.interfaces.site.places import OfficeChoice

MOST_KEPT = 2 * LONGEST_TEXT
"""Characters of one field that a draft keeps, so that a text that is too long is not lost while it is shortened."""

BY_STAFF = _("Seen by the staff of the reception you chose, and by nobody else.")
BY_STAFF_AND_MACHINE = _(
    "Read by the staff of the reception you chose; a program sorts it by theme, and people decide."
)
BY_WORKERS = _("Seen only by those who work on your appeal; it is kept encrypted.")


class HintedRadio(forms.RadioSelect):
    """Radio buttons with a line of explanation under each label."""

    option_template_name = "site/widgets/hinted.html"

    def __init__(self, hints: dict[str, Promise | str] | None = None) -> None:
        """Take the explanation of each value."""
        super().__init__()
        self.hints = hints or {}

    def create_option(self, name: str, value: Any, *rest: Any, **named: Any) -> dict[str, Any]:
        """Return one option with its explanation."""
        return {**super().create_option(name, value, *rest, **named), "hint": self.hints.get(str(value), "")}


class PhotosInput(forms.FileInput):
    """A file control that takes several photos at once."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> None:
        """Leave the files alone: they are cleaned and kept before the form is checked."""
        return


class SiteForm(forms.Form):
    """A form of the citizen's door; ``seen_by`` says under each field who reads it."""

    seen_by: ClassVar[dict[str, Promise]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Leave the marking of what is needed to the server, which explains what is wrong."""
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False

    def refuse(self, name: str, code: str = "wrong") -> None:
        """Say beside a field one of the sentences that the field has for what is wrong."""
        self.add_error(name, forms.ValidationError(self.fields[name].error_messages[code], code))

    def typed(self) -> dict[str, Any]:
        """Return what was typed, as it was typed, cut to the longest that is kept."""
        return {
            name: self._raw(name, field) for name, field in self.fields.items() if name in self.data_names()
        }

    def data_names(self) -> list[str]:
        """Return the names of the fields that a draft keeps."""
        return list(self.fields)

    def _raw(self, name: str, field: forms.Field) -> Any:
        value = field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
        return value if isinstance(value, bool) else str(value or "").replace("\r\n", "\n")[:MOST_KEPT]


class KindForm(SiteForm):
    """Which reception, and what kind of appeal."""

    office = forms.ChoiceField(
        label=_("Which reception?"),
        widget=HintedRadio,
        error_messages={"required": _("Choose the reception that is nearest to the matter.")},
    )
    kind = forms.ChoiceField(
        label=_("What kind of appeal is it?"),
        help_text=_("If you are not sure, leave “Message”. The staff can correct it."),
        choices=list(KIND_LABELS.items()),
        widget=HintedRadio({kind.value: hint for kind, hint in KIND_HINTS.items()}),
        error_messages={"required": _("Choose one of the six kinds.")},
    )
    seen_by: ClassVar[dict[str, Promise]] = {
        "office": _("Your appeal goes to this reception; no other one sees it."),
        "kind": BY_STAFF,
    }

    def __init__(self, *args: Any, offices: list[OfficeChoice], **kwargs: Any) -> None:
        """Offer the receptions that take appeals."""
        super().__init__(*args, **kwargs)
        field = self.fields["office"]
        field.widget = HintedRadio({office.slug: office.address for office in offices})
        field.choices = [(office.slug, office.name) for office in offices]  # type: ignore[attr-defined]
        if len(offices) == 1:
            self.initial["office"] = offices[0].slug


class TextForm(SiteForm):
    """What happened, where, and photos of it."""

    body = LinesField(
        label=_("Your appeal"),
        help_text=_(
            "What happened, since when, and what you ask for. Your own words, any language, up to 20,000 characters."
        ),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 9}),
        error_messages={
            "required": _("Write your appeal: a few words are enough."),
            "max_length": _(
                "The text is longer than 20,000 characters. Shorten it, or bring the rest as a file."
            ),
        },
    )
    place = forms.CharField(
        label=_("Where is it?"),
        help_text=_("A street, a house, a school, a stop: as you would tell a neighbour."),
        max_length=300,
        required=False,
    )
    area = forms.ChoiceField(label=_("District or area"), required=False)
    photos = forms.FileField(
        label=_("Photos"),
        help_text=_(
            "Up to 5 photos in JPEG, PNG or WebP, 20 MB together. Place and time hidden in a photo are removed."
        ),
        required=False,
        widget=PhotosInput(attrs={"accept": "image/jpeg,image/png,image/webp", "multiple": True}),
    )
    seen_by: ClassVar[dict[str, Promise]] = {
        "body": BY_STAFF_AND_MACHINE,
        "place": BY_STAFF,
        "area": _("Seen by the staff; counted in figures that name nobody."),
        "photos": BY_STAFF,
    }

    def __init__(self, *args: Any, areas: list[AreaChoice], **kwargs: Any) -> None:
        """Offer the areas of the reception."""
        super().__init__(*args, **kwargs)
        choices = [("", _("I do not know")), *((area.code, area.name) for area in areas)]
        self.fields["area"].choices = choices  # type: ignore[attr-defined]
        if not areas:
            del self.fields["area"]

    def data_names(self) -> list[str]:
        """Return the names of the fields that a draft keeps as text."""
        return [name for name in self.fields if name != "photos"]


def _phone() -> PhoneField:
    """Return the field for somebody's telephone, which nobody has to give."""
    widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"})
    return PhoneField(label=_("Telephone"), max_length=40, required=False, widget=widget)


def _email(**errors: Any) -> forms.EmailField:
    """Return the field for somebody's e-mail, which nobody has to give; ``errors`` are what else may be wrong with it."""
    return forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": _("Write the address like this: name@example.kz"), **errors},
    )


class ContactForm(SiteForm):
    """Who somebody is, as far as they say; whoever says something is asked for consent."""

    helps: ClassVar[dict[str, Promise]] = {}
    """What each field is for, by its name."""
    name = forms.CharField(
        label=_("Your name"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = _phone()
    email = _email()
    consent = forms.BooleanField(
        label=_("I agree"),
        required=False,
        error_messages={"wrong": _("Tick the box to agree, or clear name, telephone and e-mail.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Say what each field is for, and ask for consent last."""
        super().__init__(*args, **kwargs)
        for name, words in self.helps.items():
            self.fields[name].help_text = words  # type: ignore[assignment]
        self.order_fields([*(name for name in self.fields if name != "consent"), "consent"])

    def clean(self) -> dict[str, Any]:
        """Ask for consent where personal data were given."""
        cleaned = super().clean() or self.cleaned_data
        said = any(self.data.get(name, "").strip() for name in ("name", "phone", "email"))
        if said and not cleaned.get("consent"):
            self.refuse("consent")
        return cleaned


class PersonForm(ContactForm):
    """Who writes, and how they want to be answered."""

    helps: ClassVar[dict[str, Promise]] = {
        "name": _("One word is enough. Leave it empty to write without a name."),
        "phone": _("For example 8 701 123 45 67. We call only about this appeal."),
        "email": _("We write to you when there is news. The letter does not say what it is about."),
        "consent": _(
            "If you gave your name, telephone or e-mail: the reception keeps them to consider this appeal and to "
            "answer you, for 3 years after the end of the work. They are given to nobody else without asking you. "
            "You may take this consent back at any time."
        ),
    }
    answer_language = LanguageField(label=_("In which language shall we answer?"))
    confidential = forms.BooleanField(
        label=_("Only for named readers"),
        help_text=_(
            "Choose this if it is very personal: only the readers whom the head of the reception has named will see it."
        ),
        required=False,
    )
    about_staff = forms.BooleanField(
        label=_("I complain about an employee of this reception"),
        help_text=_(
            "Your appeal goes round the head of the reception: one named reader alone sees it. Who you are is shown to "
            "that reader only after saying why, and each look is kept. Write in the text whom it is about."
        ),
        required=False,
    )
    seen_by: ClassVar[dict[str, Promise]] = {
        "name": BY_WORKERS,
        "phone": BY_WORKERS,
        "email": BY_WORKERS,
        "consent": _("The reception keeps when you agreed and to which words."),
        "answer_language": _("Seen by those who answer you."),
        "confidential": _("Seen by the named readers alone."),
        "about_staff": _("Seen by the one named reader alone."),
    }

    def __init__(self, *args: Any, takes_complaints: bool = False, **kwargs: Any) -> None:
        """Offer the way round the head where somebody is named who reads such complaints."""
        super().__init__(*args, **kwargs)
        if not takes_complaints:
            del self.fields["about_staff"]


class SendForm(SiteForm):
    """The last press; ``website`` is a field that people do not see and programs like to fill."""

    website = forms.CharField(
        required=False, widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"})
    )


class ResumeForm(SiteForm):
    """The code of a draft."""

    code = CodeField(
        label=_("Code of your draft"),
        help_text=_("Ten letters and digits, for example ABCDE 12345."),
        error_messages={
            "required": _("Write the code that you were shown."),
            "wrong": _("There is no draft with this code. Check the letters; a draft is kept for 30 days."),
        },
    )


class TrackForm(SiteForm):
    """A number and its secret."""

    number = forms.CharField(
        label=_("Number of the appeal"),
        help_text=_("Nine digits, for example 123 456 789."),
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": _("Write the number from your coupon.")},
    )
    secret = CodeField(
        label=_("Secret from the coupon"),
        help_text=_("Ten letters and digits, for example ABCDE 12345. Small letters are fine."),
        error_messages={
            "required": _("Write the secret from your coupon."),
            "wrong": _("This number and this secret do not belong together. Check both and try again."),
        },
    )


class NewContactForm(SiteForm):
    """A new telephone or e-mail of somebody who has the number and the secret of the appeal."""

    phone = _phone()
    email = _email(wrong=_("Write a telephone or an e-mail."))
    seen_by: ClassVar[dict[str, Promise]] = {"phone": BY_WORKERS, "email": BY_WORKERS}

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not cleaned.get("phone") and not cleaned.get("email"):
            self.refuse("email")
        return cleaned


class WordsForm(SiteForm):
    """A few words: a reply, or why one is not content."""

    words = LinesField(
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write a few words first.")},
    )
    seen_by: ClassVar[dict[str, Promise]] = {"words": BY_STAFF}

    def __init__(self, *args: Any, label: Promise | str, **kwargs: Any) -> None:
        """Name what is asked for."""
        super().__init__(*args, **kwargs)
        self.fields["words"].label = label  # type: ignore[assignment]
