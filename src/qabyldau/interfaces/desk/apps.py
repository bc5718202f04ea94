"""The desk's place among Django's apps."""

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in

from qabyldau.interfaces.desk import watch


class DeskConfig(AppConfig):
    """The staff's door."""

    name = "qabyldau.interfaces.desk"
    label = "desk"

    def ready(self) -> None:
        """Let the watch begin whenever somebody signs in."""
        user_logged_in.connect(watch.begin, dispatch_uid="desk-watch")
