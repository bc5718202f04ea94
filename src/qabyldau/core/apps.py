"""Core's place among Django's apps."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Drafts, limits and the mark of the installation."""

    name = "qabyldau.core"
    label = "core"
