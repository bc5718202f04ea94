"""Where the app stands among Django's apps."""

from django.apps import AppConfig


class TextsConfig(AppConfig):
    """Texts and files."""

    name = "qabyldau.texts"
    label = "texts"
