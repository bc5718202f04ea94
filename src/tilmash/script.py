"""Which letters a text is written in, and one Cyrillic key for a word of any of them.

Chat Latin has no rules ("zharyk", "jaryq", "jarıq"), so the way back is a table of letters and pairs of letters that
leads to the folded key of `normalize`, not to correct spelling.

>>> key("zharyk"), key("jarıq"), key("Жарық")
('жарык', 'жарык', 'жарык')
"""

import re
from functools import lru_cache

from tilmash.normalize import compose, fold

_LETTERS = re.compile(
    "([\u0400-\u052f]+)|([A-Za-z\u00c0-\u024f\u1e00-\u1eff]+)|([\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]+)"
)
_NOT_CYRILLIC = re.compile("[^\x00-@\\[-`{-\xbf\u0400-\u052f\u2000-\u20ff\u2116]")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_CLEAR_SHARE = 0.85
CYRILLIC, LATIN, ARABIC, MIXED, NONE = "cyrillic", "latin", "arabic", "mixed", "none"

_PAIRS = {
    "shch": "щ", "zh": "ж", "sh": "ш", "ch": "ч", "kh": "х", "gh": "г", "ts": "ц",
    "ya": "я", "yu": "ю", "yo": "е", "ye": "е", "iya": "ия", "iyu": "ию",
}  # fmt: skip
_SINGLES = dict(
    zip(
        "abcdefghijklmnopqrstuvwxyzäáğǵıñńöóūúüýşçīâ'’ʼ",
        "абцдефгхижклмнопкрстувухызааггыннооуууушчиа   ".replace(" ", "\0"),
        strict=True,
    )
)
_PAIR = re.compile("shch|iya|iyu|zh|sh|ch|kh|gh|ts|ya|yu|yo|ye")
_VOWEL_Y = re.compile("(?:(?<=[aeoiäöáó])|(?<![aeoiäöáó]u)(?<=[uúü]))y(?![aou])")


def script_of(text: str) -> str:
    """Say which letters a text has: cyrillic, latin, arabic, mixed, or none of them."""
    if not _NOT_CYRILLIC.search(text):
        return CYRILLIC if _CYRILLIC.search(text) else NONE
    counts = [0, 0, 0]
    for match in _LETTERS.finditer(text):
        counts[(match.lastindex or 1) - 1] += match.end() - match.start()
    total = sum(counts)
    if not total:
        return NONE
    most = max(counts)
    return (CYRILLIC, LATIN, ARABIC)[counts.index(most)] if most >= _CLEAR_SHARE * total else MIXED


def is_latin(word: str) -> bool:
    """Say whether a word begins with a Latin letter."""
    first = word[:1]
    return first.isascii() or "\u00c0" <= first <= "\u024f"


def _cyrillic_key(word: str) -> str:
    plain = _VOWEL_Y.sub("i", word)
    plain = _PAIR.sub(lambda match: _PAIRS[match.group()], plain)
    return fold("".join(_SINGLES.get(letter, letter) for letter in plain).replace("\0", ""))


@lru_cache(maxsize=1 << 15)
def key(word: str) -> str:
    """Give the folded Cyrillic key of a word in Cyrillic or Latin letters; other letters stay as they are."""
    composed = compose(word)
    return _cyrillic_key(composed) if is_latin(composed) and not composed.isdigit() else fold(composed)
