"""Where the app stands among Django's apps."""

from django.apps import AppConfig


class UnderstandingConfig(AppConfig):
    """Readings and judgements."""

    name = "qabyldau.understanding"
    label = "understanding"
