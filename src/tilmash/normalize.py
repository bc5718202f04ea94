"""Letters to one spelling: case, composed marks, look-alikes, and the Kazakh letters to their Russian keys.

A resident types "көше", "коше" or "кoшe" (Latin o and e) and means one word. `fold` gives all three one key. The key
is for comparing only: the text itself and its offsets are never changed.

>>> fold("Көшеде"), fold("кoшеде")
('кошеде', 'кошеде')
"""

import re
import unicodedata

KAZAKH_LETTERS = frozenset("әғқңөұүһі")

_LOOK_ALIKES = str.maketrans("aceopxykimtöü", "асеорхукімтөү")
_MARKS = dict.fromkeys(range(0x300, 0x370))
# What most words are made of: nothing in it needs composing or repair.
_PLAIN = re.compile("[0-9а-яёәғқңөұүһі]*")


def compose(word: str) -> str:
    """Give a word in lower case, marks composed, full-width forms narrowed, Latin look-alikes in Cyrillic repaired."""
    lower = word.lower()
    if lower.isascii() or _PLAIN.fullmatch(lower):
        return lower
    if not unicodedata.is_normalized("NFKC", lower):
        lower = unicodedata.normalize("NFKC", lower).lower()
    if any("Ѐ" <= letter <= "ӿ" for letter in lower):
        return lower.translate(_LOOK_ALIKES)
    return lower


def on_russian_keys(word: str) -> str:
    """Give a word or a text as it is typed on a Russian keyboard: the nine letters by their neighbours, capitals and
    length kept."""
    # A chain of replacements costs a quarter of a translation.
    word = word.replace("ә", "а").replace("ғ", "г").replace("қ", "к").replace("ң", "н").replace("ө", "о")
    word = word.replace("ұ", "у").replace("ү", "у").replace("һ", "х").replace("і", "и")
    if word.islower():
        return word
    word = word.replace("Ә", "А").replace("Ғ", "Г").replace("Қ", "К").replace("Ң", "Н").replace("Ө", "О")
    return word.replace("Ұ", "У").replace("Ү", "У").replace("Һ", "Х").replace("І", "И")


def fold(word: str) -> str:
    """Give the key of a Cyrillic word: composed, Kazakh letters on their Russian keys, ё as е, й as и."""
    keyed = _keyed(compose(word))
    return keyed if keyed.isalnum() else keyed.translate(_MARKS)


def _keyed(word: str) -> str:
    # A chain of replacements costs a quarter of one translation; й joins и, for chat Latin writes both as i and
    # hurried typists drop the breve.
    word = word.replace("ә", "а").replace("ғ", "г").replace("қ", "к").replace("ң", "н").replace("ө", "о")
    word = word.replace("ұ", "у").replace("ү", "у").replace("һ", "х").replace("і", "и")
    return word.replace("ё", "е").replace("й", "и")
