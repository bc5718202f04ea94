"""The one list of languages, from which the switcher, the tests and the pages are made."""

from django.utils.translation import gettext_lazy as _

LANGUAGE_CODE = "kk"

LANGUAGES = [
    ("kk", _("Kazakh")),
    ("ru", _("Russian")),
    ("en", _("English")),
]
