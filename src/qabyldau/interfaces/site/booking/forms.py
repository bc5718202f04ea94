"""What is asked of whoever books: nothing that one must say, and never a number of a document."""

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qabyldau.core.localized import OWN_NAMES
from qabyldau.interfaces.design.fields import LinesField, PhoneField
from qabyldau.interfaces.site.forms import SiteForm

BY_DOOR = _("Seen by the staff of this reception; kept encrypted and forgotten 30 days after the visit.")


class VisitorForm(SiteForm):
    """Who comes, as far as they say."""

    name = forms.CharField(
        label=_("Your name"),
        help_text=_(
            "How shall we address you? One word is enough. At the door your number is called, not your name."
        ),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = PhoneField(
        label=_("Telephone"),
        help_text=_("For example 8 701 123 45 67. We call only if your visit cannot take place."),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"}),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("For a letter with your code, and a reminder the day before."),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": _("Write the address like this: name@example.kz")},
    )
    matter = LinesField(
        label=_("What about?"),
        help_text=_("One sentence, so that the right person has time for you. You need not say it now."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": _("Shorten it to 500 characters; tell the rest when you come.")},
    )
    language = forms.ChoiceField(
        label=_("In which language shall we talk?"),
        choices=[(code, OWN_NAMES[code]) for code, _name in settings.LANGUAGES],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a language.")},
    )
    consent = forms.BooleanField(
        label=_("I agree"),
        help_text=_(
            "If you gave your name, telephone or e-mail: the reception keeps them for this visit alone and forgets them "
            "30 days after it. They are given to nobody else. You take this consent back by cancelling the visit."
        ),
        required=False,
    )
    seen_by: ClassVar[dict[str, Promise]] = {
        "name": BY_DOOR,
        "phone": BY_DOOR,
        "email": BY_DOOR,
        "matter": BY_DOOR,
        "language": _("Seen by those who receive you."),
        "consent": _("The reception keeps when you agreed and to which words."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Say what a telephone is for where short messages are sent."""
        super().__init__(*args, **kwargs)
        if settings.SMS_URL:
            self.fields["phone"].help_text = _(
                "For example 8 701 123 45 67. Without an e-mail, your code and a reminder come as a short message."
            )

    def clean(self) -> dict[str, Any]:
        """Ask for consent where personal data were given."""
        cleaned = super().clean() or self.cleaned_data
        said = any(self.data.get(name, "").strip() for name in ("name", "phone", "email"))
        if said and not cleaned.get("consent"):
            self.add_error("consent", _("Tick the box to agree, or clear name, telephone and e-mail."))
        return cleaned
