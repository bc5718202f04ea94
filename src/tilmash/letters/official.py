"""Kazakh Cyrillic to the Latin alphabet of 22 April 2021, letter by letter.

Thirty-one letters: ä ö ü ū ğ ñ ş, ı for і, y for ы, i for и and й, h for х and һ. Letters that only borrowed words
have are written by sound: ё io, ю iu, я ia, ц ts, ч tş, щ ştş, э e; ъ and ь are left out. The way is one-to-one for
native words except и/й and х/һ. The draft of 28 January 2021 differs in ŋ for ñ; `to_cyrillic` reads both.

>>> to_latin("Көшеде жарық жоқ"), to_latin("ҚАЗАҚСТАН"), to_latin("Щётка")
('Köşede jaryq joq', 'QAZAQSTAN', 'Ştşiotka')
"""

import re

from tilmash.letters.alphabet import pairs

_LETTERS = pairs(
    "а=a ә=ä б=b в=v г=g ғ=ğ д=d е=e ё=io ж=j з=z и=i й=i к=k қ=q л=l м=m н=n ң=ñ о=o ө=ö п=p р=r с=s т=t у=u "
    "ұ=ū ү=ü ф=f х=h һ=h ц=ts ч=tş ш=ş щ=ştş ъ= ы=y і=ı ь= э=e ю=iu я=ia"
)
# The capital of ı is I and that of i is İ, as in the alphabet itself.
_CAPITALS = {low.upper(): latin.upper().replace("I", "İ") for low, latin in _LETTERS.items()} | {"І": "I"}
_WORD = re.compile("[а-яёәғқңөұүһі]+", re.IGNORECASE)


def to_latin(text: str) -> str:
    """Give a text with its Cyrillic letters in the 2021 Latin alphabet; everything else stays."""
    return _WORD.sub(_word, text)


def _word(match: re.Match[str]) -> str:
    word = match.group()
    loud = len(word) > 1 and word.isupper()
    return "".join(_LETTERS[letter] if letter in _LETTERS else _capital(letter, loud) for letter in word)


def _capital(letter: str, loud: bool) -> str:
    latin = _CAPITALS.get(letter, letter)
    return latin if loud else latin[:1] + latin[1:].lower().replace("i̇", "i")
