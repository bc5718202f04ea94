"""Parts of the forms with which an office is described."""

from collections.abc import Callable, Mapping
from datetime import time
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qabyldau.core.errors import InputError
from qabyldau.core.localized import OWN_NAMES
from qabyldau.interfaces.desk.refusals import refuse_at
from qabyldau.offices.rules.calendar import FIRST_DAY, LAST_DAY

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

LANGUAGES = tuple(OWN_NAMES)
WEEKDAYS: list[tuple[str, Promise]] = [
    ("1", _("Monday")), ("2", _("Tuesday")), ("3", _("Wednesday")), ("4", _("Thursday")), ("5", _("Friday")),
    ("6", _("Saturday")), ("7", _("Sunday")),
]  # fmt: skip

Choices = list[tuple[str, str]]


class OfficeForm(forms.Form):
    """A form about an office: it is filled from a row and gives back what the row shall hold."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Leave the asking for required fields to the server, which says it in words."""
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False

    def offer(self, name: str, choices: Choices) -> None:
        """Offer these choices in a field."""
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """Return what was typed, as the row holds it."""
        return dict(self.cleaned_data)


def line(
    label: "_StrPromise", help_text: "_StrPromise | str" = "", *, needed: bool = False, longest: int = 200
) -> Any:
    """Return a field of one line."""
    return forms.CharField(label=label, help_text=help_text, max_length=longest, required=needed)


def day(label: "_StrPromise", help_text: "_StrPromise | str" = "", *, needed: bool = True) -> forms.DateField:
    """Return a field for a day."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(
        label=label,
        help_text=help_text,
        widget=widget,
        required=needed,
        input_formats=["%Y-%m-%d"],
        validators=[MinValueValidator(FIRST_DAY), MaxValueValidator(LAST_DAY)],
    )


def hour(label: "_StrPromise | str", *, needed: bool = True) -> forms.TimeField:
    """Return a field for a time of day."""
    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    return forms.TimeField(label=label, widget=widget, required=needed)


def whole(
    label: "_StrPromise", least: int, most: int, help_text: "_StrPromise | str" = "", *, needed: bool = True
) -> forms.IntegerField:
    """Return a field for a whole number."""
    return forms.IntegerField(
        label=label, help_text=help_text, min_value=least, max_value=most, required=needed
    )


def tick(label: "_StrPromise", help_text: "_StrPromise | str" = "") -> forms.BooleanField:
    """Return a box to tick."""
    return forms.BooleanField(label=label, help_text=help_text, required=False)


def known(label: "_StrPromise") -> forms.TypedChoiceField:
    """Return a choice of yes, no, and not known."""
    choices = [("", _("not known")), ("1", _("yes")), ("0", _("no"))]
    return forms.TypedChoiceField(
        label=label, choices=choices, required=False, coerce=lambda said: said == "1", empty_value=None
    )


def later(form: forms.Form, first: str, last: str, words: "_StrPromise") -> None:
    """Say at ``last`` that it does not lie after ``first``, where both are given."""
    begins, ends = form.cleaned_data.get(first), form.cleaned_data.get(last)
    if begins and ends and (ends <= begins if isinstance(begins, time) else ends < begins):
        form.add_error(last, words)


def kept(form: forms.Form, deed: Callable[[Mapping[str, Any]], object], values: Mapping[str, Any]) -> bool:
    """Do the deed; where a value cannot be, say so at its field and return False."""
    try:
        deed(values)
    except InputError as error:
        refuse_at(form, error)
        return False
    return True
