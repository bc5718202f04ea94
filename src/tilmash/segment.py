"""Words and numbers of a text with their places.

One pass of one bounded expression. `place` counts words and jumps after the end of a sentence, so that two words of
one phrase can be asked to stand near each other without a list of abbreviations ("ул." must not cut a phrase in two).

>>> [token.text for token in tokenize("Су жоқ! Көмектесіңіз.")]
['Су', 'жоқ', 'Көмектесіңіз']
"""

import re
from functools import cache

from tilmash.lang import words_of
from tilmash.types import Token

_WORD = re.compile(r"[^\W_]+(?:['’ʼ\u0300-\u036f][^\W_]*)*")
_END = re.compile(r"[.!?…;\n]")
_STOP = re.compile(r"[.!?…]+|\n")
_LAST_WORD = re.compile(r"[^\W\d_]+$")
SENTENCE_JUMP = 2


def tokenize(text: str) -> tuple[Token, ...]:
    """Cut a text into words and numbers; a hyphen parts words, an apostrophe does not."""
    tokens: list[Token] = []
    place = end = 0
    for match in _WORD.finditer(text):
        start, stop = match.span()
        if start > end + 1 and _END.search(text, end, start):
            place += SENTENCE_JUMP
        end = stop
        place += 1
        tokens.append(Token(text[start:stop], start, stop, place))
    return tuple(tokens)


def sentences_of(text: str) -> list[tuple[int, int]]:
    """Give the (start, end) of each sentence, without the blanks around it.

    A sentence ends at `.`, `!`, `?`, `…` before a blank and a capital, digit or quote, or at a line's end; a full stop
    after one letter, after a known shortening ("ул.", "т.б.") or inside a number ends nothing.
    """
    found: list[tuple[int, int]] = []
    start = 0
    for match in _STOP.finditer(text):
        if match.group() != "\n" and not _ends(text, match):
            continue
        found.append((start, match.end()))
        start = match.end()
    found.append((start, len(text)))
    return [cut for begin, end in found if (cut := _stripped(text, begin, end))[0] < cut[1]]


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    return start + left, start + len(piece.rstrip()) if piece.strip() else start + left


def _ends(text: str, stop: re.Match[str]) -> bool:
    after = text[stop.end() : stop.end() + 3].lstrip(" «\"'(—-")
    if text[stop.end() : stop.end() + 1] not in ("", " ", "\t") or (after and after[0].islower()):
        return False
    if stop.group() != ".":
        return True
    before = _LAST_WORD.search(text, max(0, stop.start() - 12), stop.start())
    word = before.group().lower() if before else ""
    return len(word) != 1 and word not in _shortenings()


@cache
def _shortenings() -> frozenset[str]:
    return words_of("kk/abbreviations.tsv") | words_of("ru/abbreviations.tsv")
