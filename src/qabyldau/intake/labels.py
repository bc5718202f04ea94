"""Words for the ways an appeal comes in."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qabyldau.intake.rules import IntakeChannel

CHANNEL_LABELS: dict[IntakeChannel, Promise] = {
    IntakeChannel.SITE: _("Site"),
    IntakeChannel.IN_PERSON: _("In person"),
    IntakeChannel.PHONE: _("By phone"),
    IntakeChannel.LETTER: _("Letter"),
    IntakeChannel.MEETING: _("Meeting with residents"),
    IntakeChannel.EMAIL: _("E-mail"),
    IntakeChannel.TELEGRAM: _("Telegram"),
    IntakeChannel.POST: _("Social network post"),
    IntakeChannel.MOBILE: _("Mobile reception"),
    IntakeChannel.DEPUTY_DAY: _("Deputy's reception day"),
    IntakeChannel.REFERRED: _("Sent here by an authority"),
}
