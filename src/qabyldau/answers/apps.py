"""Where the app stands among Django's apps."""

from django.apps import AppConfig


class AnswersConfig(AppConfig):
    """Answers and their delivery."""

    name = "qabyldau.answers"
    label = "answers"
