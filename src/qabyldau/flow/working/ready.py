"""Ready texts in a case: placeholders become whole sentences, each in the language of whoever reads them."""

from datetime import date

from django.utils import formats, translation
from django.utils.translation import gettext as _

from qabyldau.casework.models import Case
from qabyldau.casework.queries import appeals_of
from qabyldau.catalog.models import ReadyText
from qabyldau.catalog.rules import filled_in
from qabyldau.core import ids
from qabyldau.core.localized import localized

SIDES = ("kk", "ru")
"""The two sides of a ready text; a sender who asked for English gets the Russian one."""


def words_in(text: ReadyText, case: Case, language: str, until: date | None = None) -> str:
    """Return a ready text for a case in one language; a sentence that cannot be said of it is left out."""
    side = language if language in SIDES else "ru"
    with translation.override(side):
        return filled_in(str(getattr(text, f"body_{side}")), _sentences(case, until))


def _sentences(case: Case, until: date | None) -> dict[str, str]:
    appeals, office = appeals_of(case), case.office
    number = ids.say_number(appeals[0].number) if len(appeals) == 1 else ""
    said = {
        "number": (_("Number of your appeal: %(number)s."), {"number": number}),
        "due": (_("The date we promised: %(day)s."), {"day": _day(case.due_on)}),
        "date": (_("Please reply by this day: %(day)s."), {"day": _day(until) if until else ""}),
        "phone": (_("Telephone of the reception: %(phone)s."), {"phone": office.phone}),
        "office": (_("The reception: %(office)s."), {"office": localized(office, "name")}),
    }
    return {name: words % given for name, (words, given) in said.items() if all(given.values())}


def _day(day: date) -> str:
    return formats.date_format(day, "DATE_FORMAT")
