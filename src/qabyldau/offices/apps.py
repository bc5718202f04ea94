"""Where the app stands among Django's apps."""

from django.apps import AppConfig


class OfficesConfig(AppConfig):
    """Offices, hours, staff and calendar."""

    name = "qabyldau.offices"
    label = "offices"
