"""Which signs a page can show: those of the fonts that typst carries; what they lack is shown as an empty square."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

SHOWN = (
    "a-a 20-7e a0-ac ae-377 37a-37f 384-38a 38c-38c 38e-3a1 3a3-482 48a-4ff 510-513 51a-51d 1e00-1f15 1f18-1f1d 1f20-1f45 "
    "1f48-1f4d 1f50-1f57 1f5f-1f7d 1f80-1fb4 1fb6-1fc4 1fc6-1fd3 1fd6-1fdb 1fdd-1fef 1ff2-1ff4 1ff6-1ffe 2010-2027 2030-2040 "
    "2044-2052 2054-205e 2070-2071 2074-208e 2090-209c 20a0-20bf 2100-211e 2120-2120 2122-2122 2124-2124 2126-2151 2153-2184 "
    "2190-23ff 2460-2606 2609-262f 2638-268b 2690-269c"
)
"""Ranges of code points: found by setting every sign of these blocks and taking out those without a picture."""
SQUARE = "□"
"""What stands for a sign without a picture."""
LONGEST_WORD = 40
"""Letters after which a word without an end may be broken, so that no line runs out of the page."""
_RANGES = [tuple(chr(int(end, 16)) for end in each.split("-")) for each in SHOWN.split()]
_LACKING = re.compile(
    "[^" + "".join(f"{re.escape(first)}-{re.escape(last)}" for first, last in _RANGES) + "]"
)
_LONG = re.compile(rf"(?<!\S)(?![0-9a-f]{{64}}(?!\S))\S{{{LONGEST_WORD + 1},}}")
"""A word that is too long; sums are told from it: forms set them in pieces."""
_DROPPED = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Mn"})


def shown(text: str) -> str:
    """Return a text as a page shows it: composed, without unseen signs, a square for what the fonts lack."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    return _LONG.sub(_breakable, _LACKING.sub(_instead, composed))


def _breakable(found: re.Match[str]) -> str:
    word = found.group()
    return "\u200b".join(word[at : at + LONGEST_WORD] for at in range(0, len(word), LONGEST_WORD))


def _instead(found: re.Match[str]) -> str:
    sign = found.group()
    return "" if unicodedata.category(sign) in _DROPPED else " " if sign.isspace() else SQUARE


def shown_in(value: Any) -> Any:
    """Return data of lists, mappings and texts with every text as a page shows it."""
    if isinstance(value, str):
        return shown(value)
    if isinstance(value, Mapping):
        return {str(key): shown_in(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [shown_in(each) for each in value]
    return value
