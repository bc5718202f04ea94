"""Words for the kinds of appeal and the uses of ready texts."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qabyldau.catalog.rules import AppealKind, TextUse

KIND_LABELS: dict[AppealKind, Promise] = {
    AppealKind.COMPLAINT: _("Complaint"),
    AppealKind.APPLICATION: _("Application"),
    AppealKind.SUGGESTION: _("Suggestion"),
    AppealKind.RESPONSE: _("Opinion"),
    AppealKind.INQUIRY: _("Inquiry"),
    AppealKind.MESSAGE: _("Message"),
}
KIND_HINTS: dict[AppealKind, Promise] = {
    AppealKind.COMPLAINT: _("Somebody did wrong or did nothing, and you object."),
    AppealKind.APPLICATION: _("You ask for help with a right or a need of yours."),
    AppealKind.SUGGESTION: _("You propose how to make something better."),
    AppealKind.RESPONSE: _("You say what you think of something that is going on."),
    AppealKind.INQUIRY: _("You ask a question or want information."),
    AppealKind.MESSAGE: _("You report a breach or a defect, such as a dark street."),
}

USE_LABELS: dict[TextUse, Promise] = {
    TextUse.ANSWER: _("For an answer"),
    TextUse.QUESTION: _("For a question"),
    TextUse.RETURN: _("For giving an appeal back to be completed"),
}
EMERGENCY: list[tuple[str, Promise]] = [
    ("112", _("The one number for every danger")),
    ("101", _("Fire brigade")),
    ("102", _("Police")),
    ("103", _("Ambulance")),
    ("104", _("Smell of gas")),
    ("111", _("Help for families, women and children")),
    ("150", _("Somebody to talk to when it is unbearable")),
]
"""Telephones that help at once, free of charge in the whole country."""
