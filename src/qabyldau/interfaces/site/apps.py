"""The citizen's door among Django's apps."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """The citizen's door."""

    name = "qabyldau.interfaces.site"
    label = "site"
