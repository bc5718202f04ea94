"""Where the app stands among Django's apps."""

from django.apps import AppConfig


class AreasConfig(AppConfig):
    """Areas and their kinds."""

    name = "qabyldau.areas"
    label = "areas"
