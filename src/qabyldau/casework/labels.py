"""Words for statuses and outcomes; the public name may differ from the inner one."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qabyldau.casework.rules.moves import CaseStatus, Outcome

STATUS_LABELS: dict[CaseStatus, Promise] = {
    CaseStatus.REGISTERED: _("Registered"),
    CaseStatus.ASSIGNED: _("Assigned"),
    CaseStatus.IN_WORK: _("In work"),
    CaseStatus.WAITING_FOR_APPLICANT: _("Waiting for the applicant"),
    CaseStatus.SENT_TO_AUTHORITY: _("Sent to an authority"),
    CaseStatus.AUTHORITY_ANSWERED: _("The authority replied"),
    CaseStatus.ANSWERED: _("Answered"),
    CaseStatus.CLOSED: _("Closed"),
    CaseStatus.REOPENED: _("Reopened"),
}
PUBLIC_STATUS_LABELS: dict[CaseStatus, Promise] = {
    CaseStatus.REGISTERED: _("Your appeal is registered"),
    CaseStatus.ASSIGNED: _("A member of staff has taken up your appeal"),
    CaseStatus.IN_WORK: _("Your appeal is being worked on"),
    CaseStatus.WAITING_FOR_APPLICANT: _("We asked you a question"),
    CaseStatus.SENT_TO_AUTHORITY: _("We wrote to the authority in charge"),
    CaseStatus.AUTHORITY_ANSWERED: _("The authority replied to us"),
    CaseStatus.ANSWERED: _("There is an answer for you"),
    CaseStatus.CLOSED: _("The work on your appeal is finished"),
    CaseStatus.REOPENED: _("Your appeal was opened again"),
}
OUTCOME_LABELS: dict[Outcome, Promise] = {
    Outcome.SATISFIED: _("Satisfied"),
    Outcome.PARTLY_SATISFIED: _("Partly satisfied"),
    Outcome.REFUSED: _("Refused"),
    Outcome.EXPLAINED: _("Explained"),
    Outcome.FORWARDED: _("Forwarded"),
    Outcome.LEFT_WITHOUT_CONSIDERATION: _("Left without consideration"),
    Outcome.WITHDRAWN: _("Withdrawn"),
    Outcome.ADVISED_ON_THE_SPOT: _("Advised on the spot"),
}
CLOCK_LABELS: dict[str, Promise] = {
    "ours": _("Our promise"),
    "authority": _("The authority's time in law"),
}
RULE_NOTES: dict[str, Promise] = {
    "promise": _("By this day the reception answers."),
    "appc-76": _("An authority that must decide has 15 working days (APPC Art. 76)."),
}
ORIGIN_LABELS: dict[str, Promise] = {
    "counted": _("Counted at registration"),
    "recounted": _("The working calendar was changed."),
    "extended": _("More time was given by a reasoned decision."),
    "reopened": _("The case was opened again, and our promise began anew."),
}
URGENCY_LABELS: dict[int, Promise] = {
    0: _("Usual"),
    1: _("Soon"),
    2: _("Urgent"),
    3: _("Danger to life"),
}
