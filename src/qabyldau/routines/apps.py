"""Where the app stands among Django's apps."""

from django.apps import AppConfig


class RoutinesConfig(AppConfig):
    """How the work on a case is divided and done: its parts, its checklist, named sets of deeds."""

    name = "qabyldau.routines"
    label = "routines"
