"""The whole of a name of which a part was found: "Айжан" in "Омарову Айжан", and no word more.

A word beside it with a capital that the lists know for a name belongs to it; a small word that no list knows does not.

>>> text = "спросил Омарову Айжан уволилась"
>>> span = whole(Span("name", 16, without_small(text, 16, 31)), text, b"")
>>> text[span.start : span.end]
'Омарову Айжан'
"""

import re

from tilmash.entities.cover import touches
from tilmash.entities.gazetteer import marks
from tilmash.entities.places import is_settlement
from tilmash.entities.scan import role_of
from tilmash.entities.usual import ordinary
from tilmash.script import key
from tilmash.types import Span

_UPPER = "A-ZА-ЯЁӘҒҚҢӨҰҮҺІ"
_WORD = rf"[{_UPPER}][^\W\d_]{{1,24}}(?:-[{_UPPER}][^\W\d_]{{1,24}})?"
_BEFORE = re.compile(rf"(?<![\w«\"“„.@-])({_WORD})[ \u00a0]$")
_AFTER = re.compile(rf"[ \u00a0]({_WORD})(?![\w»\"”@-]|,? ?№?\d|\. ?\d)")
_LAST_SMALL = re.compile(r"(?<=\w)[ \u00a0]([^\W\d_]+)$")
_REACH = 64
_MOST_WORDS = 2
_SHORT = frozenset({"улы", "кызы", "оглы", "ли", "ким", "пак", "цои", "тен"})


def whole(span: Span, text: str, taken: bytes | bytearray) -> Span:
    """Give a span of a name with the names beside it; `taken` are names of places."""
    if span.kind != "name" or not text[span.start].isupper():
        return span
    start, end = span.start, span.end
    for _ in range(_MOST_WORDS):
        before = _BEFORE.search(text, max(0, start - _REACH), start)
        if before is None or not _is_name(before.group(1)) or touches(taken, *before.span(1)):
            break
        start = before.start(1)
    for _ in range(_MOST_WORDS):
        after = _AFTER.match(text, end)
        if after is None or not _is_name(after.group(1)) or touches(taken, *after.span(1)):
            break
        end = after.end(1)
    return Span(span.kind, start, end)


def without_small(text: str, start: int, end: int) -> int:
    """Give the end of a name without a word in small letters that no list knows: "Светлана уволилась"."""
    last = _LAST_SMALL.search(text, start, end) if text[start].isupper() else None
    if last is None or not last.group(1).islower() or marks(last.group(1)):
        return end
    return end if key(last.group(1)) in _SHORT else last.start()


def _is_name(word: str) -> bool:
    folded = key(word)
    if folded in _SHORT:
        return True
    return bool(marks(word)) and not (ordinary(folded) or role_of(folded) or is_settlement(folded))
