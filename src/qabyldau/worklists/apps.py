"""Where the app stands among Django's apps."""

from django.apps import AppConfig


class WorklistsConfig(AppConfig):
    """Lists, filters, the day's shortlist, deeds on many cases."""

    name = "qabyldau.worklists"
    label = "worklists"
