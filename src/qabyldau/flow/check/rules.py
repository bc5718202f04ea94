"""Every rule of the check: which rows break it, what is wrong in words, and how to mend it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qabyldau.flow.check import carried, cases, referred


@dataclass(frozen=True)
class Rule:
    """One thing that must be true: ``rows`` finds what breaks it; the paths lead from a row to what it is known by."""

    name: str
    rows: Callable[[datetime], QuerySet[Any]]
    wrong: Promise
    mend: Promise
    case: str = ""
    """The path to the case, by whose first appeal the row is numbered; "" where ``appeal`` leads to the number itself."""
    appeal: str = ""
    uuid: str = "uuid"
    office: str = "office__code"


_OPEN_IT = _("Open the case and give it to somebody who works in this office.")
_ANSWER = _("Open the case and answer: everybody in it is told anew.")
_LETTERS = _("Open the referral: its letters and replies stand there, with what can be done about each.")
_REPORT = _(
    "The road itself refuses this: somebody has changed the tables by hand. Keep a copy and tell the developers."
)
_POST = _("Look whether the mail server answers and whether the worker runs.")

RULES: tuple[Rule, ...] = (
    Rule("case-without-owner", cases.ownerless, _("An open case belongs to nobody."), _OPEN_IT, case="pk"),
    Rule("owner-gone", cases.owner_gone, _("The owner of an open case does not work in its office any more."), _OPEN_IT, case="pk"),
    Rule("case-without-appeal", cases.empty, _("A case holds no appeal."), _REPORT, case="pk"),
    Rule("appeal-without-deadline", cases.without_deadline, _("An appeal lacks one of its two terms."), _REPORT, appeal="number"),
    Rule(
        "date-astray", cases.date_astray, _("The date of a case is not the nearest of its running terms."),
        _("Load the working calendar anew: open terms are counted again."), case="pk",
    ),
    Rule("closed-without-outcome", cases.outcome_missing, _("A closed case says not how it ended."), _REPORT, case="pk"),
    Rule(
        "clock-after-end", cases.clock_after_end, _("A term runs in a closed case."),
        _("Open the case again, and close it once more."), case="pk",
    ),
    Rule("status-astray", cases.status_astray, _("The status of a case is not that of its newest move."), _REPORT, case="pk"),
    Rule(
        "answered-without-delivery", cases.untold,
        _("A case counts as answered, though somebody in it was told nothing."), _ANSWER, case="pk",
    ),
    Rule(
        "answer-unannounced", cases.unannounced,
        _("An answer was given, but nothing waits or went out that tells its reader so."),
        _("Call the person, or hand the answer over on paper (Answers that reached nobody)."),
        appeal="appeal__number", office="appeal__office__code",
    ),
    Rule("referral-without-state", referred.stateless, _("A referral is in no known state."), _REPORT, case="case"),
    Rule("referral-never-sent", referred.never_sent, _("No letter of a referral has a number."), _LETTERS, case="case"),
    Rule(
        "referral-without-term", referred.termless, _("A letter has arrived, but the authority's term does not run."),
        _LETTERS, case="case",
    ),
    Rule(
        "referral-state-astray", referred.state_astray,
        _("The state of a referral says another thing than its replies."), _LETTERS, case="case",
    ),
    Rule(
        "late-unnoticed", referred.late_unnoticed, _("The authority's term is over, but it does not count as late."),
        _("The daily look has not run: see whether the worker runs."), case="case",
    ),
    Rule(
        "sent-without-referral", referred.case_without_referral,
        _("A case counts as sent to an authority, but no letter was written."),
        _("Open the case: write the letter, or take the case back into work."), case="pk",
    ),
    Rule(
        "letter-adrift", referred.adrift, _("A letter counts as on its way, but nothing carries it."),
        _("Open the letter: send it anew, or hand it over."), case="referral__case",
    ),
    Rule(
        "forwarded-untold", referred.untold, _("An appeal was sent on, but its sender was not told (Article 65)."),
        _("Tell the person today: ask a question in the case, or call."),
        appeal="appeal__number", uuid="referral__uuid", office="referral__office__code",
    ),
    Rule(
        "reminder-owed", referred.reminders_owed, _("A body is late, and the next letter to it is not written."),
        _("Open the referral and write the reminder; see whether the daily look runs."), case="case",
    ),
    Rule(
        "reply-unjudged", referred.unjudged, _("Nobody has looked at a reply for two weeks."),
        _("Open the referral and judge the reply."), case="referral__case",
    ),
    Rule(
        "appeal-unlinked", carried.unlinked, _("An appeal is worked on in a case, but no link says so."), _REPORT,
        appeal="appeal__number", uuid="appeal__uuid", office="appeal__office__code",
    ),
    Rule("link-astray", carried.link_astray, _("A link leads to a case that does not hold the appeal."), _REPORT, office=""),
    Rule("referral-unlinked", carried.referral_unlinked, _("No link joins a referral to its case."), _REPORT, case="case"),
    Rule("message-stuck", carried.stuck, _("A message could have gone an hour ago and still waits."), _POST, appeal="appeal_number", office="office_code"),
    Rule(
        "message-without-server", carried.serverless, _("A message has waited three days for a server that is not set."),
        _("Set the server of this channel, or reach the person another way."), appeal="appeal_number", office="office_code",
    ),
    Rule("message-held", carried.held, _("A worker took a message and neither sent it nor gave it back."), _POST, appeal="appeal_number", office="office_code"),
)  # fmt: skip
"""Rules in the order in which findings are said."""
