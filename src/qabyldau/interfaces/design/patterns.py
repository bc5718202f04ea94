"""Samples of every component, for the pattern page and the tests."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

KINDS = (("complaint", gettext_lazy("Complaint")), ("suggestion", gettext_lazy("Suggestion")))
COLOURS = (
    ("page", "surface", "sunken", "ink", "ink-soft", "line", "line-strong")
    + ("accent", "accent-strong", "accent-soft", "accent-ink")
    + ("focus", "good", "warn", "bad", "calm")
)


class SampleForm(forms.Form):
    """A form with one field of each sort; nothing is done with it."""

    seen_by: ClassVar[dict[str, Promise]] = {
        "text": gettext_lazy("Only staff of this reception see it."),
        "phone": gettext_lazy("Only the person who answers you sees it."),
    }
    kind = forms.ChoiceField(
        label=gettext_lazy("What do you bring?"), choices=KINDS, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=gettext_lazy("What happened?"),
        help_text=gettext_lazy("Write in your own words: what, where, since when."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    phone = forms.CharField(
        label=gettext_lazy("Telephone"), required=False, widget=forms.TextInput(attrs={"type": "tel"})
    )
    seen_on = forms.DateField(
        label=gettext_lazy("When did you see it?"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    photo = forms.FileField(label=gettext_lazy("Photo"), required=False)
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the answer"), choices=(("kk", "Қазақша"), ("ru", "Русский"))
    )
    is_agreed = forms.BooleanField(label=gettext_lazy("I agree that my appeal is kept and answered."))


@dataclass(frozen=True)
class SampleBar:
    """One bar of a chart."""

    label: str
    """What it stands for."""
    value: int
    """How many."""


@dataclass(frozen=True)
class Theme:
    """One half of the page."""

    name: str
    """``light`` or ``dark``: the value of ``data-theme``."""
    label: str
    """Its name."""
    nav_label: str
    """The name of its menu: every landmark of a page has a name of its own."""
    tabs_label: str
    """The name of its tabs."""
    form: forms.Form
    """Unfilled fields."""
    wrong_form: forms.Form
    """Fields with errors."""


@dataclass(frozen=True)
class PatternPage:
    """What the pattern page shows."""

    themes: list[Theme]
    """The light and the dark half."""
    colours: tuple[str, ...]
    """Names of the colour tokens."""
    samples: dict[str, Any]
    """Sample values by component."""


def pattern_page(today: date) -> PatternPage:
    """Return the samples, in the language now active, as if it were ``today``."""
    words = {
        "light": (_("Light"), _("Menu, light"), _("Tabs, light")),
        "dark": (_("Dark"), _("Menu, dark"), _("Tabs, dark")),
    }
    themes = [
        Theme(name, *labels, _form(name, None), _form(f"{name}-wrong", {})) for name, labels in words.items()
    ]
    return PatternPage(themes, COLOURS, {**_words(), **_lists(), **_dates(today)})


def _form(name: str, values: dict[str, str] | None) -> SampleForm:
    return SampleForm(values, auto_id=f"{name}_%s")


def _words() -> dict[str, Any]:
    return {
        "statuses": [
            {"label": _("Registered"), "tone": "neutral"},
            {"label": _("Waiting for the applicant"), "tone": "waiting"},
            {"label": _("In work"), "tone": "active"},
            {"label": _("Answered"), "tone": "good"},
            {"label": _("Overdue"), "tone": "bad"},
            {"label": _("Closed"), "tone": "closed"},
        ],
        "notices": [
            {
                "tone": "info",
                "title": _("Your appeal is registered"),
                "body": _("We will answer in writing."),
            },
            {"tone": "good", "title": _("Saved"), "body": _("Nothing you wrote is lost.")},
            {"tone": "warn", "title": _("Due today"), "body": _("Answer today, or extend with a reason.")},
            {
                "tone": "bad",
                "title": _("The file was not taken"),
                "body": _("It is too large. Send a smaller one."),
            },
        ],
        "card_title": _("No light in the yard for a week"),
        "card_body": _("The lamps by the school do not burn, children come home in the dark."),
        "card_meta": ["493 027 185", _("Housing")],
    }


def _lists() -> dict[str, Any]:
    tabs = [(_("Mine"), 4), (_("Open"), 27), (_("Overdue"), 2), (_("Closed"), None)]
    return {
        "rows": [
            {"label": _("What happened?"), "value": _("No light in the yard for a week"), "href": "#text"},
            {"label": _("Telephone"), "value": "", "href": "#phone"},
        ],
        "tabs": [
            {"label": label, "href": "#", "count": count, "is_current": place == 0}
            for place, (label, count) in enumerate(tabs)
        ],
        "headings": [_("Theme"), _("This month"), _("Last month")],
        "table": [[_("Housing"), 41, 38], [_("Roads"), 27, 30]],
        "bars": [SampleBar(_("Housing"), 41), SampleBar(_("Roads"), 27)],
        "themes": [
            {"label": _("Housing"), "score": 0.86, "why": ["шам", "аула", "жарық"]},
            {"label": _("Roads"), "score": 0.31, "why": ["көше"]},
        ],
        "keys": [
            {"keys": ["j", "k"], "label": _("Next, previous")},
            {"keys": ["Enter", "o"], "label": _("Open")},
            {"keys": ["?"], "label": _("Show the keys")},
        ],
    }


def _dates(today: date) -> dict[str, Any]:
    noon = datetime(today.year, today.month, today.day, 7, tzinfo=UTC)
    return {
        "entries": [
            {"at": noon - timedelta(days=4), "title": _("Your appeal is registered"), "who": _("Reception")},
            {
                "at": noon - timedelta(days=1),
                "title": _("In work"),
                "body": _("We wrote to the authority in charge"),
                "is_now": True,
            },
        ],
        "deadlines": [{"days_left": days, "due_on": today + timedelta(days=days)} for days in (-2, 0, 2, 12)],
        "days": [
            {
                "on": today + timedelta(days=step),
                "number": step,
                "counted": step not in (0, 4, 5),
                "reason": "",
            }
            for step in range(7)
        ],
    }
