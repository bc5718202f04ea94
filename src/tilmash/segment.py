"""Words and numbers of a text with their places.

One pass of one bounded expression. `place` counts words and jumps after the end of a sentence, so that two words of
one phrase can be asked to stand near each other without a list of abbreviations ("ул." must not cut a phrase in two).

>>> [token.text for token in tokenize("Су жоқ! Көмектесіңіз.")]
['Су', 'жоқ', 'Көмектесіңіз']
"""

import re

from tilmash.types import Token

_WORD = re.compile(r"[^\W_]+(?:['’ʼ\u0300-\u036f][^\W_]*)*")
_END = re.compile(r"[.!?…;\n]")
SENTENCE_JUMP = 2


def tokenize(text: str) -> tuple[Token, ...]:
    """Cut a text into words and numbers; a hyphen parts words, an apostrophe does not."""
    tokens: list[Token] = []
    place = end = 0
    for match in _WORD.finditer(text):
        start = match.start()
        if start > end + 1 and _END.search(text, end, start):
            place += SENTENCE_JUMP
        end = match.end()
        place += 1
        tokens.append(Token(match.group(), start, end, place))
    return tuple(tokens)
