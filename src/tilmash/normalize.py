"""Letters to one spelling: case, composed marks, look-alikes, and the Kazakh letters to their Russian keys.

A resident types "көше", "коше" or "кoшe" (Latin o and e) and means one word. `fold` gives all three one key. The key
is for comparing only: the text itself and its offsets are never changed.

>>> fold("Көшеде"), fold("кoшеде")
('кошеде', 'кошеде')
"""

import unicodedata

KAZAKH_LETTERS = frozenset("әғқңөұүһі")

# й joins и: chat Latin writes both as i, and hurried typists drop the breve.
_KEYS = str.maketrans("әғқңөұүһіёй", "агкноуухиеи")
_RUSSIAN_KEYS = str.maketrans("әғқңөұүһіӘҒҚҢӨҰҮҺІ", "агкноуухиАГКНОУУХИ")
_LOOK_ALIKES = str.maketrans("aceopxykimtöü", "асеорхукімтөү")
_MARKS = dict.fromkeys(range(0x300, 0x370))


def compose(word: str) -> str:
    """Give a word in lower case, marks composed, full-width forms narrowed, Latin look-alikes in Cyrillic repaired."""
    lower = word.lower()
    if lower.isascii():
        return lower
    if not unicodedata.is_normalized("NFKC", lower):
        lower = unicodedata.normalize("NFKC", lower).lower()
    if any("Ѐ" <= letter <= "ӿ" for letter in lower):
        return lower.translate(_LOOK_ALIKES)
    return lower


def on_russian_keys(text: str) -> str:
    """Give a Kazakh text as it is typed on a Russian keyboard: the nine letters by their neighbours, all else kept."""
    return text.translate(_RUSSIAN_KEYS)


def fold(word: str) -> str:
    """Give the key of a Cyrillic word: composed, Kazakh letters on their Russian keys, ё as е, й as и."""
    return compose(word).translate(_KEYS).translate(_MARKS)
