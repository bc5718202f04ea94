"""Words for what a reading found."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LANGUAGE_LABELS: dict[str, Promise] = {
    "kk": _("Kazakh"),
    "ru": _("Russian"),
    "en": _("English"),
    "mixed": _("Kazakh and Russian together"),
    "other": _("another language"),
}
