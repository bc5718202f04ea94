"""Where the app stands among Django's apps."""

from django.apps import AppConfig


class VisitsConfig(AppConfig):
    """Booked visits and the queue at the door."""

    name = "qabyldau.visits"
    label = "visits"
