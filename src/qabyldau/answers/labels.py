"""Words for ratings, reasons and what became of a matter; each reason is said as people say it themselves."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qabyldau.answers.rules.reach import Reach
from qabyldau.answers.rules.reviews import Fixed, Rating, Reason, ReviewList, Subject

RATING_LABELS: dict[Rating, Promise] = {
    Rating.POSITIVE: _("Good"),
    Rating.NEUTRAL: _("So-so"),
    Rating.NEGATIVE: _("Bad"),
}
RATING_FIGURES: dict[Rating, Promise] = {
    Rating.POSITIVE: _("Positive"),
    Rating.NEUTRAL: _("Neutral"),
    Rating.NEGATIVE: _("Negative"),
}
SUBJECT_LABELS: dict[Subject, Promise] = {
    Subject.OFFICE: _("The reception"),
    Subject.ANSWER: _("The answer"),
}
REASON_LABELS: dict[Reason, Promise] = {
    Reason.KIND_STAFF: _("The staff were kind"),
    Reason.LISTENED: _("They heard me out"),
    Reason.SHORT_WAIT: _("I did not wait long"),
    Reason.EXPLAINED_WELL: _("They explained it well"),
    Reason.IN_MY_LANGUAGE: _("They spoke my language"),
    Reason.RUDE_STAFF: _("The staff were rude"),
    Reason.LONG_WAIT: _("I waited long"),
    Reason.CLOSED_IN_HOURS: _("It was closed in opening hours"),
    Reason.NOT_ACCESSIBLE: _("It is hard to get in"),
    Reason.NOT_IN_MY_LANGUAGE: _("They did not speak my language"),
    Reason.SOLVED: _("The matter is solved"),
    Reason.CLEAR_ANSWER: _("The answer is clear"),
    Reason.ANSWERED_IN_TIME: _("The answer came in time"),
    Reason.NOT_SOLVED: _("The matter is not solved"),
    Reason.EMPTY_ANSWER: _("The answer says nothing"),
    Reason.LATE_ANSWER: _("The answer came late"),
    Reason.SENT_ELSEWHERE: _("I was sent elsewhere"),
}
FIXED_LABELS: dict[Fixed, Promise] = {
    Fixed.YES: _("Yes, it is fixed"),
    Fixed.PARTLY: _("Partly"),
    Fixed.NO: _("No"),
}
LIST_LABELS: dict[ReviewList, Promise] = {
    ReviewList.ALL: _("All reviews"),
    ReviewList.CALL: _("Call back"),
    ReviewList.NEGATIVE: _("Negative ones"),
    ReviewList.UNANSWERED: _("Without a reply"),
}
REACH_LABELS: dict[Reach, Promise] = {
    Reach.READ: _("Read by the applicant"),
    Reach.HANDED: _("Handed over"),
    Reach.SENT: _("The letter was taken by the mail server"),
    Reach.WAITING: _("The letter is on its way"),
    Reach.PAGE: _("Waits on the page, not read yet"),
    Reach.FAILED: _("The letter did not go out"),
    Reach.UNCERTAIN: _("It is not known whether it arrived"),
}
