"""Words for states, kinds, signs, ticks, refusals and rungs, and what can be done about each."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qabyldau.people.rules import Delivery
from qabyldau.referrals.rules.moves import LetterKind, ReplyState, ReplyWay, SendState
from qabyldau.referrals.rules.replies import Refusal, Tick
from qabyldau.referrals.rules.terms import Rung

SEND_LABELS: dict[SendState, Promise] = {
    SendState.PREPARED: _("Written, not sent"),
    SendState.QUEUED: _("Waits to go out"),
    SendState.SENDING: _("Going out"),
    SendState.SENT: _("Sent"),
    SendState.FAILED: _("Did not go"),
    SendState.ACKNOWLEDGED: _("Arrived"),
}
SEND_TONES: dict[SendState, str] = {
    SendState.PREPARED: "neutral",
    SendState.QUEUED: "waiting",
    SendState.SENDING: "waiting",
    SendState.SENT: "active",
    SendState.FAILED: "bad",
    SendState.ACKNOWLEDGED: "good",
}
_NO_SUCH_ADDRESS = ("SMTPRecipientsRefused", "bounced 5.1")
_SILENT = (
    "ConnectionRefusedError",
    "ConnectionResetError",
    "OSError",
    "SMTPConnectError",
    "SMTPServerDisconnected",
    "TimeoutError",
    "gaierror",
)
REPLY_LABELS: dict[ReplyState, Promise] = {
    ReplyState.WAITING: _("Reply awaited"),
    ReplyState.OVERDUE: _("Reply is late"),
    ReplyState.LONG_OVERDUE: _("Reply is long late"),
    ReplyState.REPLIED: _("Replied, not judged"),
    ReplyState.JUDGED: _("Reply judged"),
}
REPLY_TONES: dict[ReplyState, str] = {
    ReplyState.WAITING: "waiting",
    ReplyState.OVERDUE: "bad",
    ReplyState.LONG_OVERDUE: "bad",
    ReplyState.REPLIED: "active",
    ReplyState.JUDGED: "good",
}
LETTER_LABELS: dict[LetterKind, Promise] = {
    LetterKind.REFERRAL: _("Letter to the authority"),
    LetterKind.AGAIN: _("Question about an empty reply"),
    LetterKind.REMINDER: _("Reminder"),
    LetterKind.HEAD: _("Complaint to the head of the body"),
    LetterKind.HIGHER: _("Complaint to the body above"),
    LetterKind.PROSECUTOR: _("Letter to the prosecutor"),
}
WAY_LABELS: dict[Delivery, Promise] = {
    Delivery.EMAIL: _("by e-mail"),
    Delivery.LINK: _("by a one-time link"),
    Delivery.HAND: _("by hand: e-Otinish or paper"),
}
REPLY_WAY_LABELS: dict[ReplyWay, Promise] = {
    ReplyWay.HAND: _("on paper or in e-Otinish"),
    ReplyWay.EMAIL: _("by e-mail"),
    ReplyWay.LINK: _("by a one-time link"),
}
TICK_LABELS: dict[Tick, Promise] = {
    Tick.FACT: _("Fact: what was found or done"),
    Tick.DATE: _("Date: when it was or will be done"),
    Tick.PERSON: _("Person: who is in charge"),
    Tick.PROOF: _("Proof: a document or a photo"),
}
SIGN_LABELS: dict[str, Promise] = {
    "taken_into_account": _("Only “taken into account”"),
    "no_date": _("No date"),
    "no_fact": _("No fact"),
    "forwarded_without_outcome": _("Sent on, no outcome"),
    "explains_law_only": _("Only the law is told"),
    "blames_applicant": _("The applicant is blamed"),
    "ask_again": _("Told to ask again"),
    "template_courtesy": _("Only courtesy"),
    "future_only": _("Only promises"),
    "other_question": _("Answers another question"),
}
REFUSAL_LABELS: dict[Refusal, Promise] = {
    Refusal.NOT_OURS: _("Not within their powers"),
    Refusal.NO_MONEY: _("No money in the budget"),
    Refusal.LATER: _("Only in a later plan"),
    Refusal.NOT_CONFIRMED: _("They found no fault"),
    Refusal.PRIVATE: _("Private property"),
    Refusal.WITHHELD: _("The information is withheld"),
    Refusal.NO_PAPERS: _("Papers are lacking"),
    Refusal.REPEAT: _("They answered it before"),
    Refusal.IN_COURT: _("The matter is in court"),
    Refusal.OTHER: _("Another reason"),
}
RUNG_LABELS: dict[Rung, Promise] = {
    Rung.REMINDER: _("Reminder to the body"),
    Rung.HEAD: _("Complaint to its head"),
    Rung.HIGHER: _("Complaint to the body above"),
    Rung.PROSECUTOR: _("Letter to the prosecutor"),
    Rung.COURT: _("Court"),
}


def problem_words(problem: str) -> str:
    """Return what kept a letter from going, and the mend, in words; "" where nothing did."""
    if not problem:
        return ""
    if problem.startswith(_NO_SUCH_ADDRESS):
        return str(_("the mail server does not know this address; look at it in the register of bodies"))
    if problem.startswith("bounced"):
        return str(_("the letter came back; ring the body, or give it the letter by hand"))
    if problem in _SILENT:
        return str(_("our mail server does not answer; whoever runs the system should look at it"))
    return str(_("the mail server refused the letter; whoever runs the system should look at it"))
