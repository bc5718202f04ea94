"""Where the look stands among Django's apps."""

from django.apps import AppConfig


class DesignConfig(AppConfig):
    """Tokens, components and error pages."""

    name = "qabyldau.interfaces.design"
    label = "design"
