"""Where the app stands among Django's apps."""

from django.apps import AppConfig


class HistoryConfig(AppConfig):
    """The record of who did what and when."""

    name = "qabyldau.history"
    label = "history"
