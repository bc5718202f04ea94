"""Forms of the door: which time is free, and who calls."""

from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qabyldau.core.localized import OWN_NAMES
from qabyldau.intake.rules import CONSENT_VERSION
from qabyldau.interfaces.design.fields import PhoneField
from qabyldau.interfaces.design.templatetags.design_tags import local_date
from qabyldau.interfaces.desk.door.rows import time_of
from qabyldau.offices.models import Office
from qabyldau.visits.queries.free import FreeDay, FreeTime
from qabyldau.visits.services.booking import Visitor

FORGOTTEN = _("Seen at the door; kept encrypted and forgotten 30 days after the visit.")


class TimeForm(forms.Form):
    """A free time, chosen from the days on which somebody receives."""

    time = forms.ChoiceField(
        label=_("Time"),
        error_messages={
            "required": _("Choose a time."),
            "invalid_choice": _("Somebody else has this time by now. Choose another."),
        },
    )

    def __init__(self, *args: Any, office: Office, days: list[FreeDay], **kwargs: Any) -> None:
        """Offer what is free now, day by day."""
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        self.office = office
        self.times = {_key(time): time for day in days for time in day.times}
        groups = [
            (local_date(day.on), [(_key(time), self._words(time)) for time in day.times])
            for day in days
            if day.times
        ]
        self.fields["time"].choices = [("", _("Choose")), *groups]  # type: ignore[attr-defined]

    def _words(self, time: FreeTime) -> str:
        hour = time_of(time.offer.starts_at, self.office)
        return f"{hour}, {time.sitting.who}" if time.sitting.who else hour

    @property
    def chosen(self) -> FreeTime:
        """The time that was chosen."""
        return self.times[self.cleaned_data["time"]]


def _key(time: FreeTime) -> str:
    return f"{time.sitting.uuid}@{time.offer.starts_at:%Y%m%d%H%M}"


class BookForm(TimeForm):
    """Who calls, as far as they say."""

    name = forms.CharField(label=_("Name"), max_length=200, required=False)
    phone = PhoneField(
        label=_("Telephone"), max_length=40, required=False, widget=forms.TextInput(attrs={"type": "tel"})
    )
    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("For a letter with the code, and a reminder the day before."),
        max_length=254,
        required=False,
    )
    language = forms.ChoiceField(label=_("Language of the visitor"), choices=list(OWN_NAMES.items()))
    consent = forms.BooleanField(
        label=_("The visitor agreed that name and contacts are kept for this visit"), required=False
    )
    seen_by: ClassVar[dict[str, Promise]] = {"name": FORGOTTEN}

    def clean(self) -> dict[str, Any]:
        """Ask for consent where data were given."""
        cleaned = super().clean() or self.cleaned_data
        if self._is_personal(cleaned) and not cleaned.get("consent"):
            self.add_error("consent", _("Ask the visitor, or clear name and contacts."))
        return cleaned

    @staticmethod
    def _is_personal(cleaned: dict[str, Any]) -> bool:
        return any(cleaned.get(name) for name in ("name", "phone", "email"))

    def visitor(self) -> Visitor:
        """Return who was named."""
        given = self.cleaned_data
        consent = f"{CONSENT_VERSION} {given['language']}" if self._is_personal(given) else ""
        return Visitor(
            given["name"], given["phone"], given["email"], language=given["language"], consent=consent
        )
