"""Tilmash: reads what residents write, in Kazakh, Russian and a mix of both."""

from tilmash.errors import TilmashError
from tilmash.pipeline import VERSION, mask, read
from tilmash.types import Label, Reading, Span

__all__ = ["VERSION", "Label", "Reading", "Span", "TilmashError", "mask", "read"]
