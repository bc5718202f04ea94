"""Wiring that must wait until every app is there."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Registers the road's tasks by name."""

    name = "qabyldau.config"
    label = "config"

    def ready(self) -> None:
        """Give each task its name."""
        from qabyldau.config.queue import register_all  # noqa: PLC0415

        register_all()
