"""Where the app stands among Django's apps."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Meetings, and what was promised at them."""

    name = "qabyldau.meetings"
    label = "meetings"
