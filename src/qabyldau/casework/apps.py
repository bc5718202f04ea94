"""Where the app stands among Django's apps."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """Cases and deadlines."""

    name = "qabyldau.casework"
    label = "casework"
