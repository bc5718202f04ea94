"""Kazakh in Arabic letters (töte jazu, as written in China) to Cyrillic and back.

One letter stands for a back vowel and its front twin; a high hamza before the word (ٴ, dääksşe) says they are front,
and it is left out where the word has ە, ك or گ, which only front words have. Reading takes that rule as a price and
lets the letter model decide the rest; writing is plain rules. Source: A. Baitursynuly's alphabet of 1924, as reformed
in Xinjiang; Unicode names of U+0674 and of the Kazakh letters.

>>> from_arabic("كوشەدە جارىق جوق"), to_arabic("Сәлем"), to_arabic("Үй")
('көшеде жарық жоқ', 'سالەم', 'ٴۇي')
"""

import re
import unicodedata
from functools import lru_cache

from tilmash.letters.alphabet import pairs
from tilmash.letters.beam import spellings
from tilmash.letters.lexicon import lexicon
from tilmash.letters.weigh import LONGEST, told

_MARK = "\u0674"
_MARKS = frozenset("\u0674\u0621\u0654\u0655")
_FRONT_LETTERS = frozenset("ەكگ")
_PLAIN = pairs(
    "ب=б ۆ=в گ=г ع=ғ د=д ج=ж ز=з ك=к ق=қ ل=л م=м ن=н ڭ=ң پ=п ر=р س=с ت=т ۋ=у ف=ф ح=х ھ=һ چ=ч ش=ш "
    "ک=к ػ=к ڤ=в ڧ=қ غ=ғ ہ=һ"
)
_VOWELS = {"ا": "аә", "و": "оө", "ۇ": "ұү", "ى": "ыі"}
_BORROWED = {
    "ي": (("и", 0.0), ("й", 0.0)), "ی": (("и", 0.0), ("й", 0.0), ("ы", 1.0), ("і", 1.0)), "ە": (("е", 0.0), ("э", 1.0)),
    "ه": (("е", 0.0), ("һ", 0.5)), "تس": (("ц", 0.5), ("тс", 0.5)), "يا": (("я", 0.0), ("ия", 0.5)),
    "يۋ": (("ю", 0.0), ("ию", 0.5)), "يو": (("ё", 0.5), ("йо", 0.5)), "شش": (("щ", 0.0), ("шш", 1.0)),
    "ت": (("т", 0.0), ("ть", 3.0)), "ل": (("л", 0.0), ("ль", 2.0)), "ر": (("р", 0.0), ("рь", 3.0)),
    "ن": (("н", 0.0), ("нь", 3.0)), "آ": (("а", 0.0),), "أ": (("а", 0.0), ("ә", 0.0)), "ۉ": (("ө", 0.0),),
    "ۈ": (("ү", 0.0),), "ٶ": (("ө", 0.0),), "ٷ": (("ү", 0.0),), "ٸ": (("і", 0.0),), "ٵ": (("ә", 0.0),),
}  # fmt: skip
_SIGNS = str.maketrans(
    "،؛؟٪٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", ",;?%01234567890123456789", "\u200c\u200d\u200e\u200f\u0640"
)
_ARABIC = (
    "\u0600-\u060b\u060d-\u061a\u061c-\u061e\u0620-\u065f\u066e-\u06d3\u06d5-\u06ef\u06fa-\u06ff\u0750-\u077f"
)
_WORD = re.compile(f"[{_ARABIC}\ufb50-\ufdff\ufe70-\ufeff\u200c\u200d]+")
_CYRILLIC = re.compile("[а-яёәғқңөұүһі]+", re.IGNORECASE)
_BACK_SIGNS = str.maketrans(",;?", "،؛؟")


def _readings(back: float, front: float) -> dict[str, tuple[tuple[str, float], ...]]:
    table = {letter: ((cyrillic, 0.0),) for letter, cyrillic in _PLAIN.items()} | _BORROWED
    return table | {letter: ((pair[0], back), (pair[1], front)) for letter, pair in _VOWELS.items()}


_TABLES = {"marked": _readings(4.0, 0.0), "front": _readings(1.0, 0.0), "back": _readings(0.0, 5.0)}


def has_arabic(text: str) -> bool:
    """Say whether a text has any letter of the Arabic script."""
    return _WORD.search(text) is not None


@lru_cache(maxsize=1 << 13)
def _read(word: str) -> str:
    plain = unicodedata.normalize("NFKC", word).translate(_SIGNS)
    marked = not _MARKS.isdisjoint(plain)
    letters = "".join(letter for letter in plain if letter not in _MARKS)
    if not letters or len(letters) > LONGEST:
        return word
    name = "marked" if marked else "back" if _FRONT_LETTERS.isdisjoint(letters) else "front"
    model = lexicon().kazakh
    found = spellings(letters, _TABLES[name], model)
    if not found:
        return word
    weights = {
        text: told(text, model.score(text), False) + score - model.score(text) for text, score in found
    }
    return max(weights, key=weights.__getitem__)


def from_arabic(text: str) -> str:
    """Give a text with its Kazakh words in Arabic letters written in Cyrillic, lower case; other words stay."""
    if not has_arabic(text):
        return text
    return _WORD.sub(lambda match: _read(match.group()), text).translate(_SIGNS)


_WRITTEN = {cyrillic: letter for letter, cyrillic in reversed(_PLAIN.items())} | pairs(
    "а=ا ә=ا о=و ө=و ұ=ۇ ү=ۇ ы=ى і=ى е=ە э=ە и=ي й=ي ё=يو ю=يۋ я=يا ц=تس щ=شش ъ= ь= к=ك х=ح һ=ھ в=ۆ ғ=ع қ=ق"
)
_SOFT = frozenset("әөүі")
_NO_MARK = frozenset("кгеэ")


def _write(word: str) -> str:
    lower = word.lower()
    marked = not _SOFT.isdisjoint(lower) and _NO_MARK.isdisjoint(lower)
    return (_MARK if marked else "") + "".join(_WRITTEN.get(letter, letter) for letter in lower)


def to_arabic(text: str) -> str:
    """Give a Cyrillic Kazakh text in Arabic letters; capitals are lost, for that script has none."""
    return _CYRILLIC.sub(lambda match: _write(match.group()), text).translate(_BACK_SIGNS)
