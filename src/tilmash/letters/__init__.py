"""Letters of Kazakh: restored where they were typed on Russian keys, and carried between its three scripts."""

from tilmash.letters.latin import to_cyrillic
from tilmash.letters.official import to_latin
from tilmash.letters.restoration import Restored, WordRestored, restore_text, restore_word
from tilmash.letters.tote import from_arabic, to_arabic

__all__ = [
    "Restored",
    "WordRestored",
    "from_arabic",
    "restore_text",
    "restore_word",
    "to_arabic",
    "to_cyrillic",
    "to_latin",
]
