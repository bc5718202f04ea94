"""Where the app stands among Django's apps."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """The index of what can be found."""

    name = "qabyldau.search"
    label = "search"
