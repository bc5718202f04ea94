"""How people spell Kazakh without its keyboard: the ways text is respelled so that reading learns them all."""

import random

from tilmash.normalize import on_russian_keys

__all__ = ["CHAT", "any_latin", "chat_table", "latin_habits", "on_russian_keys", "respell"]

_CYRILLIC = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі"


def _table(pairs: str) -> dict[str, str]:
    return dict(pair.partition("=")[::2] for pair in pairs.split())


_COMMON = "а=a б=b в=v д=d з=z й=i к=k л=l м=m н=n о=o п=p р=r с=s т=t ф=f э=e е=e ъ= ь= ё=e "
LATIN_2021 = _table(
    _COMMON + "г=g ж=j и=i у=u х=h ц=ts ч=tş ш=ş щ=ştş ы=y ю=iu я=ia ә=ä ғ=ğ қ=q ң=ñ ө=ö ұ=ū ү=ü һ=h і=ı"
) | {"і": "ı", "ы": "y"}
LATIN_2019 = LATIN_2021 | _table("ң=ŋ и=i й=i і=i ы=y ц=s")
LATIN_ACUTE = _table(
    _COMMON
    + "г=g ж=j и=ı й=ı у=ý х=h ц=ts ч=ch ш=sh щ=shch ы=y ю=ıý я=ıa ә=á ғ=ǵ қ=q ң=ń ө=ó ұ=u ү=ú һ=h і=i"
)
LATIN_APOSTROPHE = _table(
    _COMMON
    + "г=g ж=j и=i' й=i' у=y' х=h ц=ts ч=c' ш=s' щ=s'c' ы=y ю=i'y' я=i'a ә=a' ғ=g' қ=q ң=n' ө=o' ұ=u ү=u' һ=h і=i"
)
CHAT = _table(
    _COMMON + "г=g ж=zh и=i й=i у=u х=h ц=ts ч=ch ш=sh щ=sh ы=y ю=yu я=ya ә=a ғ=g қ=k ң=n ө=o ұ=u ү=u һ=h і=i"
)
_CHAT_CHOICES = {
    "ж": ["zh", "zh", "j"], "қ": ["k", "q"], "й": ["i", "y", "i"], "ң": ["n", "n", "ng"], "х": ["h", "kh", "x"],
    "ә": ["a", "a", "e"], "і": ["i", "i", "y"], "ы": ["y", "i", "y"], "у": ["u", "w", "u"], "ш": ["sh", "sh", "w"],
    "ғ": ["g", "gh", "g"], "я": ["ya", "ia"], "ю": ["yu", "iu"], "ұ": ["u", "u"], "ү": ["u", "u"],
}  # fmt: skip


def respell(text: str, table: dict[str, str]) -> str:
    """Give a text letter by letter through a table; capitals stay capitals, other signs stay."""
    out = []
    for letter in text:
        low = letter.lower()
        new = table.get(low)
        out.append(letter if new is None else new if low == letter else new.capitalize())
    return "".join(out)


def chat_table(rng: random.Random) -> dict[str, str]:
    """Give one person's habit of chat Latin: the choices are his own and he keeps to them."""
    return CHAT | {letter: rng.choice(choices) for letter, choices in _CHAT_CHOICES.items()}


def any_latin(text: str, rng: random.Random) -> str:
    """Give a text in one of the Latin alphabets people use, chat most often."""
    pick = rng.random()
    if pick < 0.6:
        return respell(text, chat_table(rng))
    return respell(text, rng.choice([LATIN_2021, LATIN_2019, LATIN_ACUTE, LATIN_APOSTROPHE]))


def latin_habits() -> tuple[dict[str, str], ...]:
    """Give the fixed alphabets: 2021, its 2019 draft, 2018 with acutes, 2017 with apostrophes, chat."""
    return LATIN_2021, LATIN_2019, LATIN_ACUTE, LATIN_APOSTROPHE, CHAT
