"""What is asked of whoever books: nothing that one must say, and never a number of a document."""

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qabyldau.interfaces.design.fields import LanguageField, LinesField
from qabyldau.interfaces.site.forms import ContactForm

BY_DOOR = _("Seen by the staff of this reception; kept encrypted and forgotten 30 days after the visit.")


class VisitorForm(ContactForm):
    """Who comes, and what about."""

    helps: ClassVar[dict[str, Promise]] = {
        "name": _(
            "How shall we address you? One word is enough. At the door your number is called, not your name."
        ),
        "phone": _("For example 8 701 123 45 67. We call only if your visit cannot take place."),
        "email": _("For a letter with your code, and a reminder the day before."),
        "consent": _(
            "If you gave your name, telephone or e-mail: the reception keeps them for this visit alone and forgets them "
            "30 days after it. They are given to nobody else. You take this consent back by cancelling the visit."
        ),
    }
    matter = LinesField(
        label=_("What about?"),
        help_text=_("One sentence, so that the right person has time for you. You need not say it now."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": _("Shorten it to 500 characters; tell the rest when you come.")},
    )
    language = LanguageField(label=_("In which language shall we talk?"))
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
