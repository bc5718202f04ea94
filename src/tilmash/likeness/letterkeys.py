"""Letters of many texts at once to one-byte keys, by tables of numpy.

Of each text the sounds stay that survive every keyboard: case, punctuation, marks and doubled letters go, the Kazakh
letters go to their Russian keys, ы и і й y i are one letter, chat Latin and the Arabic letters of Kazakh are brought to
Cyrillic, Latin look-alikes inside a Cyrillic word are repaired. It is coarser than `tilmash.script.key`, because a
shingle only has to tell texts apart; in return a character costs some ten nanoseconds. A character that is neither
letter nor digit is a blank. Marks are parted from letters by Unicode Standard Annex 15 (NFKD).

>>> keys = letter_keys(["Жарық жоқ!", "zharyk zhoq", "ЖАРЫК  ЖОК"])
>>> len({keys.codes[start:end].tobytes() for start, end in zip(keys.bounds, keys.bounds[1:])})
1
"""

import unicodedata
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]

GONE, BLANK, BREAK, FIRST_DIGIT, FIRST_LETTER, FIRST_OTHER = 0, 1, 2, 3, 13, 64
DIGITS = FIRST_LETTER - FIRST_DIGIT
_BREAK_SIGN = "\x02"
_IDEOGRAPHS, _SURROGATES, _FORMS, _PLANE = 0x2E80, 0xD800, 0xF900, 1 << 16
_LOOK_AROUND = 4
_SPELLINGS = {
    "а": "әaáäâا", "б": "bب", "в": "vۆ", "г": "ғgǵğگعغ", "д": "dد", "е": "ёэeە", "ж": "jج", "з": "zز",
    "и": "ыійiyıíىيیئ", "к": "қkqكقک", "л": "lل", "м": "mم", "н": "ңnñńنڭ", "о": "өoöóو", "п": "pپ", "р": "rر",
    "с": "csس", "т": "tت", "у": "ұүuúüýwۋۇ", "ф": "fف", "х": "һhxحھهخ", "ч": "çچ", "ш": "щşš\u0634",
}  # fmt: skip
_SILENT = "ьъ'’ʼʻ`ʹ\u0621"
_TWO_SOUNDS = {"я": "иа", "ю": "иу", "ц": "тс"}
_BEFORE_H = {"s": "ш", "z": "ж", "c": "ч", "k": "х", "g": "г"}
_LOOKS_LIKE = {"p": "р", "y": "у", "P": "р", "Y": "у", "B": "в", "H": "н"}
_CODES = {letter: FIRST_LETTER + place for place, letter in enumerate(_SPELLINGS)}


@dataclass(frozen=True, slots=True)
class LetterKeys:
    """One-byte keys of some texts, each behind a BREAK at `bounds[i]`; it ends before `bounds[i + 1]`."""

    codes: Bytes
    bounds: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Tables:
    """What each UTF-16 unit becomes: its sound, its second sound, and for Latin letters the other readings."""

    sound: Bytes
    second: Bytes
    look_alike: Bytes
    before_h: Bytes
    is_latin: NDArray[np.bool_]
    is_cyrillic: NDArray[np.bool_]


def _known_sounds() -> dict[str, int]:
    known = dict(_CODES) | dict.fromkeys(_SILENT, GONE)
    for letter, spellings in _SPELLINGS.items():
        known |= dict.fromkeys(spellings, _CODES[letter])
    return known | {letter: _CODES[sounds[0]] for letter, sounds in _TWO_SOUNDS.items()}


def _sound(sign: str, known: dict[str, int]) -> int:
    """Give the key of one character: of its lower form, or else of its base letter."""
    lower = sign.lower()
    base = next((form for form in (lower[0], unicodedata.normalize("NFKD", lower)[0]) if form in known), "")
    if base:
        return known[base]
    if (digit := unicodedata.digit(sign, -1)) >= 0:
        return FIRST_DIGIT + digit
    if unicodedata.category(sign) in {"Mn", "Me", "Cf"}:
        return GONE
    return int(_other(ord(lower[0]))) if sign.isalnum() else BLANK


def _other(code: Any) -> Any:
    """Give the key of a letter of no table: letters of other scripts share the keys from 64 up."""
    return FIRST_OTHER + code * 40503 % (256 - FIRST_OTHER)


@cache
def _tables() -> Tables:
    known = _known_sounds()
    signs = np.arange(_PLANE)
    sound = _other(signs).astype(np.uint8)
    for code in chain(range(_IDEOGRAPHS), range(_FORMS, _PLANE)):
        sound[code] = _sound(chr(code), known)
    sound[_SURROGATES:_FORMS] = BLANK
    sound[ord(_BREAK_SIGN)] = BREAK
    second, before_h, look_alike = np.zeros_like(sound), np.zeros_like(sound), sound.copy()
    for letter, sounds in _TWO_SOUNDS.items():
        second[[ord(letter), ord(letter.upper())]] = _CODES[sounds[1]]
    for letter, sounds in _BEFORE_H.items():
        before_h[[ord(letter), ord(letter.upper())]] = _CODES[sounds]
    for letter, sounds in _LOOKS_LIKE.items():
        look_alike[ord(letter)] = _CODES[sounds]
    latin = (sound >= FIRST_LETTER) & ((signs < 0x250) | ((signs >= 0x1E00) & (signs < 0x1F00)))
    return Tables(sound, second, look_alike, before_h, latin, (signs >= 0x400) & (signs < 0x530))


def _read_latin(signs: NDArray[np.uint16], codes: Bytes, tables: Tables) -> None:
    """Mend in place what Latin letters mean: look-alikes near a Cyrillic letter, elsewhere zh sh ch kh gh."""
    latin = np.flatnonzero(tables.is_latin[signs])
    if not latin.size:
        return
    near = tables.is_cyrillic[signs[latin - 1]] | tables.is_cyrillic[signs[latin + 1]]
    beside = latin[1:] == latin[:-1] + 1
    for _ in range(_LOOK_AROUND):
        near[1:] |= near[:-1] & beside
        near[:-1] |= near[1:] & beside
    alike = latin[near]
    codes[alike] = tables.look_alike[signs[alike]]
    chat = latin[:-1][beside & ~near[:-1]]
    first = tables.before_h[signs[chat]]
    pairs = ((signs[chat + 1] | 0x20) == ord("h")) & (first > 0)
    codes[chat[pairs]] = first[pairs]
    codes[chat[pairs] + 1] = GONE


def letter_keys(texts: list[str]) -> LetterKeys:
    """Give the one-byte keys of some texts, in order; a text without a letter or digit has no more than a blank."""
    tables = _tables()
    joined = f" {_BREAK_SIGN} ".join(texts)
    if joined.count(_BREAK_SIGN) != max(0, len(texts) - 1):
        joined = f" {_BREAK_SIGN} ".join(text.replace(_BREAK_SIGN, " ") for text in texts)
    raw = f"{_BREAK_SIGN} {joined} {_BREAK_SIGN}".encode("utf-16-le", "surrogatepass")
    signs = np.frombuffer(raw, dtype="<u2")
    codes = tables.sound[signs]
    _read_latin(signs, codes, tables)
    second = tables.second[signs]
    places = np.flatnonzero(second)
    if places.size:
        codes = np.insert(codes, places + 1, second[places])
    codes = codes[codes != GONE]
    fresh = np.ones(codes.size, dtype=np.bool_)
    np.not_equal(codes[1:], codes[:-1], out=fresh[1:])
    codes = codes[fresh | (codes - np.uint8(FIRST_DIGIT) < DIGITS)]
    return LetterKeys(codes, np.flatnonzero(codes == BREAK))
