"""Tilmash: reads what residents write, in Kazakh, Russian and a mix of both.

Functions that take a text take a list of texts too, and give a list. Nothing is looked up outside: no network, no
clock; trained files are opened on first use.
"""

from tilmash.classify.learn import Themes
from tilmash.errors import TilmashError
from tilmash.face import language, lemma, mask, restore, terms, to_cyrillic, to_latin
from tilmash.likeness.alike import similar
from tilmash.likeness.matters import is_same as same_matter
from tilmash.likeness.near import NearIndex
from tilmash.morph.declension import decline
from tilmash.pipeline import VERSION, read
from tilmash.replies import signs_of as reply_signs
from tilmash.types import Label, Reading, Similarity, Span

__all__ = [
    "VERSION",
    "Label",
    "NearIndex",
    "Reading",
    "Similarity",
    "Span",
    "Themes",
    "TilmashError",
    "decline",
    "language",
    "lemma",
    "mask",
    "read",
    "reply_signs",
    "restore",
    "same_matter",
    "similar",
    "terms",
    "to_cyrillic",
    "to_latin",
]
