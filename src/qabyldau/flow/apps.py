"""The road's place among Django's apps."""

from django.apps import AppConfig


class FlowConfig(AppConfig):
    """The road."""

    name = "qabyldau.flow"
    label = "flow"
