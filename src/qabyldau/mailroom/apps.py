"""Where the app stands among Django's apps."""

from django.apps import AppConfig


class MailroomConfig(AppConfig):
    """E-mail that came in."""

    name = "qabyldau.mailroom"
    label = "mailroom"
