"""Words, languages, codes, telephones and e-mails as people write them."""

from difflib import get_close_matches
from typing import Any

import phonenumbers
from django import forms
from django.utils.translation import gettext_lazy as _

from qabyldau.core.localized import OWN_NAMES, is_blank

REGION = "KZ"
COUNTRY_CODE = 7
NATIONAL_DIGITS = 10

DOMAINS = (
    "gmail.com",
    "mail.ru",
    "inbox.ru",
    "bk.ru",
    "list.ru",
    "yandex.ru",
    "yandex.kz",
    "outlook.com",
    "icloud.com",
)
"""Where most letters of this country go."""


def read_phone(spoken: str) -> str:
    """Return a telephone number as ``+77011234567``; raise ValueError if it cannot be one.

    >>> read_phone("8 (701) 123-45-67")
    '+77011234567'
    """
    try:
        number = phonenumbers.parse(spoken, REGION)
    except phonenumbers.NumberParseException as error:
        raise ValueError("not a telephone number") from error
    is_odd = number.country_code == COUNTRY_CODE and len(str(number.national_number)) != NATIONAL_DIGITS
    if is_odd or not phonenumbers.is_possible_number(number):
        raise ValueError("too short or too long for a telephone number")
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


class LinesField(forms.CharField):
    """Words of several lines; a line break is one character, as people count them, and what nobody can see is nothing."""

    widget = forms.Textarea

    def to_python(self, value: str | None) -> str:
        """Return the words with plain line breaks, "" where there is nothing to read."""
        words = str(super().to_python(value) or "").replace("\r\n", "\n")
        return "" if is_blank(words) else words


class LanguageField(forms.ChoiceField):
    """One of the languages of the product, each under its own name."""

    widget = forms.RadioSelect
    default_error_messages = {"required": _("Choose a language.")}

    def __init__(self, **kwargs: Any) -> None:
        """Offer the languages."""
        super().__init__(choices=list(OWN_NAMES.items()), **kwargs)


class CodeField(forms.CharField):
    """A code typed from a slip: in capitals, and nothing that a browser should remember or correct."""

    widget = forms.TextInput(
        attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
    )

    def __init__(self, **kwargs: Any) -> None:
        """Leave room for gaps and hyphens."""
        super().__init__(max_length=40, **kwargs)


class PhoneField(forms.CharField):
    """A telephone number, brought into its international form."""

    def to_python(self, value: str | None) -> str:
        """Return the number as ``+77011234567``, "" where none was given; ask again for one that cannot be a number."""
        spoken = str(super().to_python(value) or "").strip()
        try:
            return read_phone(spoken) if spoken else ""
        except ValueError as error:
            raise forms.ValidationError(_("Write the number like this: 8 701 123 45 67")) from error


def show_phone(phone: str) -> str:
    """Return a number as it is read: ``+7 701 123 4567``."""
    try:
        number = phonenumbers.parse(phone, REGION)
    except phonenumbers.NumberParseException:
        return phone
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL))


def near_email(email: str) -> str:
    """Return what was probably meant where the domain is spelled nearly like a known one, else "".

    >>> near_email("aigul@gmial.com")
    'aigul@gmail.com'
    """
    name, at, domain = email.rpartition("@")
    if not at or domain.lower() in DOMAINS:
        return ""
    close = get_close_matches(domain.lower(), DOMAINS, n=1, cutoff=0.8)
    return f"{name}@{close[0]}" if close else ""
