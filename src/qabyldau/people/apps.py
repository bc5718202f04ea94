"""Where the app stands among Django's apps."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Public persons and bodies."""

    name = "qabyldau.people"
    label = "people"
