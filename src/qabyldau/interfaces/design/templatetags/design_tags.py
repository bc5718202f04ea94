"""Tags that every page shares: name, languages, dates, icons, fields, days left."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Protocol
from urllib.parse import urlsplit

from babel.dates import format_date
from django import template
from django.conf import settings
from django.forms import (
    BoundField,
    CheckboxInput,
    CheckboxSelectMultiple,
    FileInput,
    RadioSelect,
    Select,
    Textarea,
    Widget,
)
from django.templatetags.static import static
from django.urls import get_script_prefix, reverse
from django.utils import timezone, translation
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from qabyldau.core.ids import say_number
from qabyldau.core.localized import OWN_NAMES
from qabyldau.interfaces.design import forms, look

register = template.Library()


class Bar(Protocol):
    """One bar of a chart."""

    @property
    def value(self) -> int:
        """How many."""


LOCALES = {"kk": "kk_KZ", "ru": "ru_RU", "en": "en_GB"}
WIDGETS: tuple[tuple[type[Widget], str], ...] = (
    (CheckboxInput, "checkbox"),
    (RadioSelect, "choices"),
    (CheckboxSelectMultiple, "choices"),
    (FileInput, "file"),
    (Select, "select"),
    (Textarea, "textarea"),
)
SOON_DAYS = 3
"""From how many days before the end a term is shown as near."""


def _current() -> str:
    return (translation.get_language() or settings.LANGUAGE_CODE).split("-")[0]


@register.simple_tag
def site_name() -> str:
    """Return the name of this installation in the language of the page."""
    chosen = getattr(settings, f"QABYLDAU_SITE_NAME_{_current().upper()}", "")
    return str(chosen or getattr(settings, "QABYLDAU_SITE_NAME_KK", "") or _("Public reception"))


@register.simple_tag
def site_logo() -> str:
    """Return the address of the installation's own logo, or nothing (then the door is drawn)."""
    return str(getattr(settings, "QABYLDAU_LOGO", "") or "")


@register.simple_tag
def help_phone() -> str:
    """Return the telephone of the reception as it is to be shown, or nothing."""
    return str(getattr(settings, "QABYLDAU_HELP_PHONE", "") or "")


@register.filter
def dialled(phone: str) -> str:
    """Return a telephone number as a ``tel:`` address holds it: a plus and digits."""
    return "".join(sign for sign in phone if sign.isdigit() or sign == "+")


@register.simple_tag
def sheet_address() -> str:
    """Return the address of the style sheet, the same in every language; it changes with its content."""
    with translation.override(settings.LANGUAGE_CODE):
        return reverse("design:sheet", kwargs={"version": look.sheet().version})


@register.simple_tag
def home_path() -> str:
    """Return the address of the first page in the language of the page."""
    code = _current()
    return get_script_prefix() + ("" if code == settings.LANGUAGE_CODE else f"{code}/")


def _in_language(address: str, code: str) -> str:
    parts = urlsplit(address)
    prefix = get_script_prefix()
    rest = parts.path.removeprefix(prefix)
    head, _slash, tail = rest.partition("/")
    codes = {known for known, _name in settings.LANGUAGES}
    place = tail if head in codes else rest
    folder = "" if code == settings.LANGUAGE_CODE else f"{code}/"
    return parts._replace(path=prefix + folder + place, scheme="", netloc="").geturl()


@register.inclusion_tag("design/components/_languages.html", takes_context=True)
def language_links(context: template.Context) -> dict[str, Any]:
    """Draw the switch of languages: the same page in each, the one being read marked."""
    request = context.get("request")
    address = request.get_full_path() if request else home_path()
    return {
        "links": [
            {
                "code": code,
                "name": OWN_NAMES.get(code, str(name)),
                "href": _in_language(address, code),
                "is_current": code == _current(),
            }
            for code, name in settings.LANGUAGES
        ]
    }


@register.simple_tag
def icon(name: str, size: str = "") -> SafeString:
    """Draw a sign from the sheet of icons; words beside it say the same, so it is hidden from readers."""
    return _drawn(name, size, static("design/icons.svg"))


@lru_cache(maxsize=256)
def _drawn(name: str, size: str, address: str) -> SafeString:
    return format_html(
        '<svg class="icon {}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        f"icon--{size}" if size else "",
        address,
        name,
    )


@register.filter
def local_date(value: date | datetime | None) -> str:
    """Return a day in words of the page's language («2026 ж. 22 қараша»), in the present time zone; empty for none."""
    if value is None or value == "":
        return ""
    day = (
        timezone.localtime(value).date()
        if isinstance(value, datetime) and timezone.is_aware(value)
        else value
    )
    return _day_in_words(date(day.year, day.month, day.day), LOCALES.get(_current(), "en_GB"))


@lru_cache(maxsize=4096)
def _day_in_words(day: date, locale: str) -> str:
    # The narrow no-break space is missing from the fonts of old telephones.
    return format_date(day, "long", locale=locale).replace("\u202f", "\xa0")


@register.filter
def local_moment(value: datetime | None) -> str:
    """Return day and 24-hour time in the page's language, in the present time zone; empty for none."""
    if value is None or value == "":
        return ""
    moment = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{local_date(moment)}, {moment:%H:%M}"


@register.filter
def weekday(value: date) -> str:
    """Return the short name of the day of the week in the page's language."""
    return format_date(value, "EE", locale=LOCALES.get(_current(), "en_GB"))


@register.filter
def spoken(number: object) -> str:
    """Return a number in threes, as it is said on the telephone: ``493027185`` as ``493 027 185``."""
    return say_number(str(number).replace(" ", ""))


@register.filter
def in_fives(secret: object) -> str:
    """Return a secret in fives, as it is printed: ``7K3M9QXT2V`` as ``7K3M9 QXT2V``."""
    text = str(secret).replace(" ", "")
    return " ".join(text[start : start + 5] for start in range(0, len(text), 5))


@register.filter
def term_words(days_left: int) -> str:
    """Return how a term stands, in words: working days left, today, or late."""
    if days_left == 0:
        return _("Due today")
    if days_left < 0:
        return ngettext("%(days)s working day late", "%(days)s working days late", -days_left) % {
            "days": -days_left
        }
    return ngettext("%(days)s working day left", "%(days)s working days left", days_left) % {
        "days": days_left
    }


@register.filter
def term_tone(days_left: int) -> str:
    """Return how a term is shown: ``overdue``, ``soon`` or ``fine``."""
    if days_left < 0:
        return "overdue"
    return "soon" if days_left <= SOON_DAYS else "fine"


TERM_ICONS = {"overdue": "bad", "soon": "warn", "fine": "waiting"}


@register.simple_tag
def deadline(days_left: int, due_on: date | None = None) -> SafeString:
    """Draw how a term stands, with its day where one is given: a list has it on every line."""
    day = date(due_on.year, due_on.month, due_on.day) if due_on else None
    return _deadline(days_left, day, _current(), static("design/icons.svg"))


@lru_cache(maxsize=4096)
def _deadline(days_left: int, day: date | None, language: str, address: str) -> SafeString:
    tone = term_tone(days_left)
    when = format_html(
        ' <time class="deadline__date" datetime="{}">{}</time>', day.isoformat(), local_date(day)
    ) if day else ""  # fmt: skip
    drawn = _drawn(TERM_ICONS[tone], "", address)
    return format_html(
        '<span class="deadline deadline--{}">{}<span>{}{}</span></span>',
        tone,
        drawn,
        term_words(days_left),
        when,
    )


@register.simple_tag
def status(label: object, tone: str = "") -> SafeString:
    """Draw a state in words with the sign and colour of its tone."""
    return _status(str(label), tone or "neutral", static("design/icons.svg"))


@lru_cache(maxsize=512)
def _status(label: str, tone: str, address: str) -> SafeString:
    return format_html('<span class="status status--{}">{}{}</span>', tone, _drawn(tone, "", address), label)


@register.filter
def greatest(bars: Sequence[Bar]) -> int:
    """Return the greatest value of a chart's bars, at least 1: the length that the longest of them has."""
    return max((bar.value for bar in bars), default=1) or 1


@register.filter
def percent(share: float) -> int:
    """Return a share between 0 and 1 as whole hundredths."""
    return round(share * 100)


@register.filter
def field_target(field: BoundField) -> str:
    """Return the id that a link to this field leads to."""
    return forms.target_id(field)


@register.filter
def field_seen_by(field: BoundField) -> str:
    """Return who sees what is written in this field."""
    return forms.seen_by(field)


@register.filter
def field_described_by(field: BoundField) -> str:
    """Return the ids of what describes this field."""
    return forms.described_by(field)


@register.simple_tag
def field_control(field: BoundField) -> Any:
    """Draw the control of a field."""
    return forms.control(field)


@register.filter
def widget_kind(field: BoundField) -> str:
    """Return what a control is, for its look: text, textarea, select, checkbox, choices or file."""
    widget = field.field.widget
    return next((kind for sort, kind in WIDGETS if isinstance(widget, sort)), "text")
