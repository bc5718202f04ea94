"""Where the app stands among Django's apps."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Meetings and receptions that travel, and what was promised to people."""

    name = "qabyldau.meetings"
    label = "meetings"
