"""Where the door stands among Django's apps."""

from django.apps import AppConfig


class OpenDataConfig(AppConfig):
    """Open data: what anybody may take and use."""

    name = "qabyldau.interfaces.opendata"
    label = "opendata"
