"""Where the app stands among Django's apps."""

from django.apps import AppConfig


class CatalogConfig(AppConfig):
    """Themes of appeals."""

    name = "qabyldau.catalog"
    label = "catalog"
