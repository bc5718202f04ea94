"""What roads, states and reasons of letters are called."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qabyldau.mailroom.rules.sorting import MailState, Reason

STATE_LABELS: Mapping[MailState, Promise] = {
    MailState.HELD: _("Waits for you"),
    MailState.FILED: _("Filed"),
    MailState.DISMISSED: _("Not for us"),
    MailState.IGNORED: _("Left out"),
}

REASON_LABELS: Mapping[Reason, Promise] = {
    Reason.STRANGER: _("Sender not known here"),
    Reason.UNKNOWN: _("Not a reply to anything"),
    Reason.FORGED: _("Sender may be forged"),
    Reason.TOO_LARGE: _("Too large"),
    Reason.BLANK: _("Empty letter"),
    Reason.CLOSED: _("Takes nothing more"),
    Reason.MANY: _("Too many from one sender"),
    Reason.MACHINE: _("Written by a program"),
    Reason.UNREADABLE: _("Cannot be read"),
    Reason.AUTO: _("Automatic answer"),
    Reason.LIST: _("Sent to many"),
    Reason.LOOP: _("Our own letter"),
    Reason.REPORT: _("Report of a mail server"),
}

REASON_WORDS: Mapping[Reason, Promise] = {
    Reason.STRANGER: _(
        "The reply address is right, but the letter comes from an address that is not known to have it. Look whether "
        "the sender belongs to the authority or is the applicant."
    ),
    Reason.UNKNOWN: _("The letter names no appeal and no letter of ours. Say what it is."),
    Reason.FORGED: _(
        "The mail server says that the letter does not come from whom it claims to come. Call the sender at a number "
        "that you know before you file it."
    ),
    Reason.TOO_LARGE: _("The letter is too large to be taken in. Open it in the mail program of the office."),
    Reason.BLANK: _("The letter has neither words nor files. Ask the sender to write again."),
    Reason.CLOSED: _("What the letter belongs to takes nothing more. Decide where it goes."),
    Reason.MANY: _("More letters came from this sender in an hour than are taken by themselves."),
    Reason.MACHINE: _("A program wrote this letter. Look whether it is the reply that is awaited."),
    Reason.UNREADABLE: _("The letter is built so that it cannot be taken apart. Save the original and look."),
    Reason.AUTO: _("A program answered. Nothing was sent back."),
    Reason.LIST: _("The letter was sent to many. Nothing was sent back."),
    Reason.LOOP: _("It is our own letter that came back. Nothing was sent back."),
    Reason.REPORT: _("A mail server reports on a letter. Nothing was sent back."),
}
