"""Where the app stands among Django's apps."""

from django.apps import AppConfig


class ChainConfig(AppConfig):
    """Links between things."""

    name = "qabyldau.chain"
    label = "chain"
