"""What staff are advised: what can be done about each refusal, and what each rung of the ladder is."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qabyldau.referrals.rules.replies import Refusal
from qabyldau.referrals.rules.terms import Rung

REFUSAL_ADVICE: dict[Refusal, Promise] = {
    Refusal.NOT_OURS: _(
        "Art. 65: they had to send it on within 3 working days and say to whom. Write to the body that they name."
    ),
    Refusal.NO_MONEY: _(
        "Ask for the line of the budget and the year in which it is planned; take it to the maslikhat's budget hearings."
    ),
    Refusal.LATER: _("Ask for the document with the date, and keep that date as a promise to be checked."),
    Refusal.NOT_CONFIRMED: _(
        "Ask for the act of inspection; send photos with a date, and ask for an inspection in the applicant's presence."
    ),
    Refusal.PRIVATE: _("Ask who the owner is by the register, and which supervision is in charge."),
    Refusal.WITHHELD: _(
        "Ask for the article that closes it and who decided; a complaint goes to the body above."
    ),
    Refusal.NO_PAPERS: _(
        "Ask the applicant for them with a day, or show that the law does not ask for them."
    ),
    Refusal.REPEAT: _("Ask for the earlier reply; if it is empty, judge it and go up the ladder."),
    Refusal.IN_COURT: _("Ask for the number of the case; the rest of the matter still needs an answer."),
    Refusal.OTHER: _(
        "Ask for the article of law on which the refusal stands (Art. 91: a refusal can be appealed)."
    ),
}
RUNG_NOTES: dict[Rung, Promise] = {
    Rung.REMINDER: _("Written on the first working day after the term."),
    Rung.HEAD: _("Silence past the term counts as refusal (APPC Art. 91)."),
    Rung.HIGHER: _("The complaint is decided by the body above (APPC Art. 91)."),
    Rung.PROSECUTOR: _("When the body above is silent too."),
    Rung.COURT: _("Only the applicant can go to court. Print the case and tell the applicant of this way."),
}
