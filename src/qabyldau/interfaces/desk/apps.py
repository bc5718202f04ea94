"""The desk's place among Django's apps."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The staff's door."""

    name = "qabyldau.interfaces.desk"
    label = "desk"
