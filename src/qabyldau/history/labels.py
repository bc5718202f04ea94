"""Words for the deeds that the history names; a house test holds the table whole."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTION_LABELS: dict[str, Promise] = {
    "accounts.password.changed": _("A password was changed"),
    "accounts.user.ended": _("An account was closed"),
    "accounts.user.refused": _("A sign-in was refused"),
    "accounts.user.signed_in": _("Somebody signed in"),
    "answers.answer.given": _("An answer was given"),
    "casework.case.assigned": _("The case was given to somebody"),
    "casework.case.joined": _("An appeal joined the case"),
    "casework.case.moved": _("The status of the case changed"),
    "casework.case.opened": _("A case was opened"),
    "casework.deadline.extended": _("A deadline was extended"),
    "casework.deadlines.recounted": _("Deadlines were counted anew"),
    "casework.note.added": _("An inner note was added"),
    "casework.question.asked": _("The applicant was asked a question"),
    "casework.question.replied": _("The applicant replied"),
    "chain.link.made": _("A link was made"),
    "intake.appeal.registered": _("An appeal was registered"),
    "intake.appeal.withdrawn": _("The applicant withdrew the appeal"),
    "intake.consent.withdrawn": _("Consent was taken back: name and contacts are forgotten"),
    "intake.contact.seen": _("Name and contacts were looked at"),
    "intake.kind.corrected": _("The kind of the appeal was corrected"),
    "intake.receipt.issued": _("A coupon was issued"),
    "offices.calendar.loaded": _("A working calendar was loaded"),
    "offices.staff.ended": _("A role ended"),
    "offices.staff.granted": _("A role was given"),
    "understanding.judgement.recorded": _("The reading was confirmed or corrected"),
    "visits.appointment.booked": _("A visit was booked"),
    "visits.appointment.cancelled": _("A booked visit was cancelled"),
    "visits.appointment.moved": _("A booked visit got a new time"),
    "visits.counter.set": _("A counter was changed"),
    "visits.numbers.leased": _("Ticket numbers were leased to a desk"),
    "visits.ticket.moved": _("A ticket moved on"),
    "visits.ticket.taken": _("A ticket was given"),
}
