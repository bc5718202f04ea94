"""What a service refuses, in the language of the page: services speak English, for whoever works at a terminal."""

from collections.abc import Mapping

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qabyldau.core.errors import InputError
from qabyldau.core.models import MISFIT

SAID: Mapping[str, Promise] = {
    MISFIT: _("These values do not fit together: check them once more."),
    "this is not on the card of an office": _("This cannot be changed here."),
    "say either a weekday or one day": _("Say either a weekday or one day."),
    "the service is another office's": _("Choose one of the services of this office."),
    "a service has this short name already": _(
        "A service with this short name is there already: open it in the list, or write another name."
    ),
    "choose one of the services of this office": _("Choose one of the services of this office."),
    "say on which day": _("Say on which day."),
    "an office cannot stand in for itself": _("Name another reception, or none."),
    "the sitting is another office's": _("Choose from the hours of this office."),
    "say both the first day and the last, or neither": _("Say both the first day and the last, or neither."),
    "the last day lies before the first": _("The last day lies before the first."),
    "a stop begins before the one before it ends": _("Stops follow each other in time."),
    "somebody has signed up for a time outside: move or cancel those visits first": _(
        "Somebody has signed up for a time outside: move or cancel those visits first."
    ),
    "write what was promised": _("Write down what was promised."),
    "shorten the words of the promise": _("These words are too long: shorten them."),
    "say why: the visitor will ask": _("Say why it was not kept or is withdrawn: the visitor will ask."),
    "this number was given out before": _("This number was given out before: take the next one."),
    "this number is of no block that was leased to this office today": _(
        "This number does not belong to this office today."
    ),
    "a block is leased to a desk": _("This cannot be done now."),
}
"""What the services of offices, visits and meetings say, and how a page says it."""


def said(error: InputError) -> str:
    """Return a refusal for a page; what a model says is in its language already."""
    return str(SAID.get(error.message, error.message))


def refuse_at(form: forms.Form, error: InputError) -> None:
    """Say at its field, or above the form, what a service refused."""
    form.add_error(error.field if error.field in form.fields else None, said(error))
