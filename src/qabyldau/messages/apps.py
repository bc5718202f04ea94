"""Where the app stands among Django's apps."""

from django.apps import AppConfig


class MessagesConfig(AppConfig):
    """The outbox."""

    name = "qabyldau.messages"
    label = "outbox"
