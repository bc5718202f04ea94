"""Where the conversation's templates stand among Django's apps."""

from django.apps import AppConfig


class ConversationConfig(AppConfig):
    """The conversation of any chat."""

    name = "qabyldau.interfaces.channels.conversation"
    label = "conversation"
