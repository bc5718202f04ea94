"""What each form of a letter's page does: one call into the road, and the words that say it is done."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from qabyldau.accounts.rules import Actor
from qabyldau.core.errors import InputError
from qabyldau.flow.mail.deeds import appeal_named, judge_addition, judge_appeal, judge_reply, referral_named
from qabyldau.intake.queries import appeal_for
from qabyldau.interfaces.design.fields import LinesField
from qabyldau.interfaces.desk.offices.forms import OfficeForm, line
from qabyldau.mailroom.models import Mail
from qabyldau.mailroom.services import LONGEST_NOTE, mail_bring_back, mail_claim, mail_dismiss, mail_escalate
from qabyldau.referrals.queries.letters import referral_for


class MailForm(OfficeForm):
    """What is asked for before something is made of a letter."""

    refused: ClassVar[Promise]
    """What is said where it cannot be done."""


class ReplyForm(MailForm):
    """To which letter of ours it is the reply."""

    number = line(_("Number of our letter, or theirs"), longest=60)
    refused = _("There is no letter of this office with this number, or there are several.")


class AttachForm(MailForm):
    """To which appeal it belongs."""

    number = line(_("Number of the appeal"), _("Nine digits, as on the coupon."), longest=20)
    refused = _("There is no appeal with this number that takes something more.")


class DismissForm(MailForm):
    """Why it is not for us."""

    note = LinesField(
        label=_("Why it is not for us"), max_length=LONGEST_NOTE, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )  # fmt: skip
    refused = _("Say in a few words why.")


class AskForm(MailForm):
    """What is not clear."""

    note = LinesField(
        label=_("What is not clear"), max_length=LONGEST_NOTE, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )  # fmt: skip
    refused = _("Say in a few words what is not clear.")


FORMS: Mapping[str, type[MailForm]] = {
    "reply": ReplyForm,
    "attach": AttachForm,
    "dismiss": DismissForm,
    "ask": AskForm,
}
"""Deeds that ask for something."""

Given = Mapping[str, Any]


def _is_suggested(given: Given, row: Mail) -> bool:
    """Return whether the button was pressed that takes what the letter itself names."""
    return given.get("suggested") == "1" and row.about_uuid is not None


def _reply(actor: Actor, row: Mail, given: Given, at: datetime) -> str:
    found = (
        referral_for(actor, str(row.about_uuid))
        if _is_suggested(given, row)
        else referral_named(actor, given["number"])
    )
    judge_reply(actor=actor, mail_uuid=str(row.uuid), referral=found, at=at)
    return gettext("The reply is kept. Look whether it answers the question.")


def _attach(actor: Actor, row: Mail, given: Given, at: datetime) -> str:
    found = (
        appeal_for(actor, str(row.about_uuid))
        if _is_suggested(given, row)
        else appeal_named(actor, given["number"])
    )
    if found.withdrawn_at is not None:
        raise InputError("number", "the appeal was withdrawn")
    judge_addition(actor=actor, mail_uuid=str(row.uuid), appeal=found, at=at)
    return gettext("The letter is added to the appeal.")


def _appeal(actor: Actor, row: Mail, _given: Given, at: datetime) -> str:
    judge_appeal(actor=actor, mail_uuid=str(row.uuid), at=at)
    return gettext("The letter is registered as an appeal.")


def _dismiss(actor: Actor, row: Mail, given: Given, at: datetime) -> str:
    mail_dismiss(actor=actor, mail=row, note=given["note"], at=at)
    return gettext("The letter is put aside. You can bring it back for half a year.")


def _ask(actor: Actor, row: Mail, given: Given, at: datetime) -> str:
    mail_escalate(actor=actor, mail=row, note=given["note"], at=at)
    return gettext("The head of the office sees the letter first in the list.")


def _back(actor: Actor, row: Mail, _given: Given, at: datetime) -> str:
    mail_bring_back(actor=actor, mail=row, at=at)
    return gettext("The letter waits again.")


def _claim(actor: Actor, row: Mail, _given: Given, at: datetime) -> str:
    mail_claim(actor=actor, mail=row, is_claimed=True, at=at)
    return gettext("Your name stands beside the letter.")


def _drop(actor: Actor, row: Mail, _given: Given, at: datetime) -> str:
    mail_claim(actor=actor, mail=row, is_claimed=False, at=at)
    return gettext("The letter is free for others.")


DEEDS: Mapping[str, Callable[[Actor, Mail, Given, datetime], str]] = {
    "reply": _reply,
    "attach": _attach,
    "appeal": _appeal,
    "dismiss": _dismiss,
    "ask": _ask,
    "back": _back,
    "claim": _claim,
    "drop": _drop,
}
"""Deeds on a letter by their names in addresses."""
