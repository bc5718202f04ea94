"""The steps of writing: which form stands where, and what is still missing."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from qabyldau.interfaces.site.drafting import Draft
from qabyldau.interfaces.site.forms import KindForm, PersonForm, SiteForm, TextForm
from qabyldau.interfaces.site.places import Receptions

OF = 4
"""Steps in all; the last one is to check and send."""


@dataclass(frozen=True)
class Step:
    """One step: its place, its name in addresses, its title, and how its form is made."""

    number: int
    name: str
    title: Promise
    make: Callable[..., SiteForm]

    @property
    def is_first(self) -> bool:
        """Whether a draft begins here."""
        return self.number == 1

    @property
    def template(self) -> str:
        """The template that draws it."""
        return f"site/write_{self.name}.html"

    def form(self, draft: Draft, data: Any = None, files: Any = None) -> SiteForm:
        """Return the form of this step: filled from the draft, or bound to what was sent."""
        if data is None:
            return self.make(draft, Receptions(), initial=asdict(draft))
        return self.make(draft, Receptions(), data=data, files=files)

    def is_done(self, draft: Draft, receptions: Receptions) -> bool:
        """Return whether the draft holds what this step asks for."""
        return self.make(draft, receptions, data=asdict(draft)).is_valid()


def _kind(_draft: Draft, receptions: Receptions, **given: Any) -> SiteForm:
    return KindForm(offices=receptions.choices(), **given)


def _text(draft: Draft, receptions: Receptions, **given: Any) -> SiteForm:
    return TextForm(areas=receptions.areas_of(draft.office), **given)


def _person(draft: Draft, receptions: Receptions, **given: Any) -> SiteForm:
    form = PersonForm(takes_complaints=receptions.takes_complaints(draft.office), **given)
    if not draft.answer_language:
        form.initial["answer_language"] = (get_language() or "kk")[:2]
    return form


STEPS: dict[str, Step] = {
    step.name: step
    for step in (
        Step(1, "kind", _("What is it about?"), _kind),
        Step(2, "text", _("What has happened?"), _text),
        Step(3, "person", _("Who are you?"), _person),
    )
}
ORDER = (*STEPS, "check")


def after(name: str) -> str:
    """Return the name of the next step."""
    return ORDER[ORDER.index(name) + 1]


def before(name: str) -> str:
    """Return the name of the step before; the first one stays."""
    return ORDER[max(0, ORDER.index(name) - 1)]


def first_gap(draft: Draft, receptions: Receptions) -> str:
    """Return the name of the first step that is not done, "" if the appeal can be sent."""
    return next((step.name for step in STEPS.values() if not step.is_done(draft, receptions)), "")
