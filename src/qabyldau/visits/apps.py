"""Where the app stands among Django's apps."""

from django.apps import AppConfig


class VisitsConfig(AppConfig):
    """Booked visits, the queue at the door, mobile receptions."""

    name = "qabyldau.visits"
    label = "visits"
