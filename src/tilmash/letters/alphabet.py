"""The Kazakh alphabet as numbers, the Russian key of each letter, and the two things an ending asks of its stem.

An ending agrees with the last clear vowel of the stem (back or front) and with the kind of its last sound; both are
read off the letters. Source: Қазақ тілінің орфографиясы; M. Balakaev et al., Modern Kazakh (1962), on harmony.

>>> harmony("көше"), ending_class("кітап")
('f', 't')
"""

LETTERS = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
CODE = {letter: number for number, letter in enumerate(LETTERS, start=1)}
START, END = len(LETTERS) + 1, len(LETTERS) + 2

KAZAKH = "әғқңөұүһі"
KEYS = "агкноууxи".replace("x", "х")
# What one key of a Russian keyboard may stand for in Kazakh text.
READINGS = {
    letter: (letter, *(kazakh for kazakh, key in zip(KAZAKH, KEYS, strict=True) if key == letter))
    for letter in LETTERS
    if letter not in KAZAKH
}

BACK, FRONT = "b", "f"
BACK_VOWELS, FRONT_VOWELS = frozenset("аоұыяю"), frozenset("әеөүіэ")
# Only back words have these consonants.
_BACK_SIGNS = BACK_VOWELS | frozenset("қғ")
# Vowels that an ending hears as such; и, у and ю end in a glide.
VOWELS = frozenset("аәеёоөұүыіэя")
_SOUNDS = (
    ("".join(VOWELS), "v"),
    ("ую", "u"),
    ("и", "i"),
    ("л", "l"),
    ("рй", "r"),
    ("мнң", "n"),
    ("зж", "z"),
    ("ь", "ь"),
)
_SOUND = {letter: name for letters, name in _SOUNDS for letter in letters}


def pairs(text: str) -> dict[str, str]:
    """Read `a=b c=d …` as a table; what stands after the sign may be empty."""
    return dict(item.split("=", 1) for item in text.split())


def sound(letter: str) -> str:
    """Name the sound of a letter: v vowel, u (у ю), i, l, r (р й), n (м н ң), z (з ж), ь, t the rest, в and г too."""
    return _SOUND.get(letter, "t")


def clear_harmony(word: str) -> str:
    """Say whether a word is back (`b`) or front (`f`) by its last clear sign, or "" where и, у and ё are all it has."""
    for letter in reversed(word):
        if letter in _BACK_SIGNS:
            return BACK
        if letter in FRONT_VOWELS:
            return FRONT
    return ""


def harmony(stem: str) -> str:
    """Say whether endings after a stem are back (`b`) or front (`f`); и, у and ё take after the vowel before them."""
    return clear_harmony(stem) or (FRONT if "и" in stem and "у" not in stem else BACK)


def ending_class(stem: str) -> str:
    """Name the sound a stem ends in by `sound`, р and й as л; after ь it is the letter before that counts."""
    last = sound(stem[-1])
    return "ь" + stem[-2:-1] if last == "ь" else "l" if last == "r" else last


def paradigm(stem: str) -> str:
    """Give the name of the set of endings that a stem takes."""
    return harmony(stem) + ending_class(stem)


def capitals_like(model: str, word: str) -> str:
    """Give a lower-case word the capitals of a model: letter by letter when they are as long, else first or all."""
    if model.islower():
        return word
    if len(model) == len(word):
        return "".join(new.upper() if old.isupper() else new for old, new in zip(model, word, strict=True))
    if model.isupper() and len(model) > 1 and len(word) > 1:
        return word.upper()
    return word[:1].upper() + word[1:] if model[:1].isupper() else word
