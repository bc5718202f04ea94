"""Where the app stands among Django's apps."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """Appeals as they came in."""

    name = "qabyldau.intake"
    label = "intake"
