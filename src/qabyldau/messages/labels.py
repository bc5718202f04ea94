"""Words for the ways a person is told, and for what is known of a message."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qabyldau.messages.rules import Channel, MessageState

CHANNEL_NAMES: dict[Channel, Promise] = {
    Channel.PAGE: _("Tracking page"),
    Channel.EMAIL: _("E-mail"),
    Channel.SMS: _("Short message"),
    Channel.TELEGRAM: _("Telegram"),
}
STATE_LABELS: dict[MessageState, Promise] = {
    MessageState.QUEUED: _("Waits to be sent"),
    MessageState.SENDING: _("Is being sent"),
    MessageState.SENT: _("Sent"),
    MessageState.FAILED: _("Did not go"),
    MessageState.UNCERTAIN: _("It is not known whether it arrived"),
}
