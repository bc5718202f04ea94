"""Kazakh phrases in a case: the last word takes an ending that agrees with how the word is heard.

The ending comes from the templates of `paradigm`, chosen by the harmony and the last sound of what is heard and by
whether the word already bears a possessive ending (`analyses`). Abbreviations, numbers, signs, Latin letters and quotes
are heard by `lang/kk/heard.tsv` and take the ending after a hyphen. Source: Қазақ тілінің орфографиялық ережелері
(1983, 2023), the sections on borrowings, on abbreviations and on hyphens.

>>> declined_kk("«Нұр» ЖШС", "DAT"), declined_kk("КСК", "DAT"), declined_kk("Олжас Бектенов", "GEN")
('«Нұр» ЖШС-не', 'КСК-ға', 'Олжас Бектеновтің')
"""

import re
from functools import cache, lru_cache

from tilmash.lang import read_table
from tilmash.letters.alphabet import BACK, BACK_VOWELS, FRONT, FRONT_VOWELS, VOWELS
from tilmash.morph.kk import NOUN, analyses, lexicon
from tilmash.morph.paradigm import class_of, endings

PLAIN, OWN, HIS = "n", "o", "s"
_CYRILLIC = re.compile("[Ѐ-ԯ]+")
_TAIL = re.compile(r"(?:\s*\([^()]*\))?[\s.,;:!?…]*$")
_QUOTES = "»”\"“'’"
_WORD = re.compile(r"[^\W_]+$")
_SIGNS = "%₸$€"
_VOWELS = VOWELS | frozenset("июу")
_BACK, _FRONT = BACK_VOWELS - {"ю"} | frozenset("қғ"), FRONT_VOWELS | {"ё"}
_SURNAME = re.compile("(.{2,})(?:ов|ев|ёв)$")
_KIN = ("қызы", "ұлы", "кызы", "улы", "тегі")
# бастық, бастығы: what also looks like the ending of алдыңғы is his where a noun in -қ or -к stands behind it.
_SOFTENED = {"ғы": "қ", "гі": "к"}
_ABBREVIATION = re.compile(
    "[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]{1,5}$|[А-ЯЁӘҒҚҢӨҰҮҺІ][а-яёәғқңөұүһі]{1,5}[А-ЯЁӘҒҚҢӨҰҮҺІ]{1,3}$"
)
_SPOKEN = re.compile("^[^АӘЕИОӨҰҮЫІЭ]?[АӘЕОӨҰҮЫІЭ]?[^АӘЕИОӨҰҮЫІЭ][АӘЕОӨҰҮЫІЭ][^АӘЕИОӨҰҮЫІЭ]$")
_LATIN = dict(
    zip("abcdefghijklmnopqrstuvwxyzäöüğışñçəóúáý", "абкдефгһижклмнопкрстұфукизәөүғышңчәөүәу", strict=True)
)
_LOOKED_AT = 200


@cache
def _heard_as(kind: str) -> dict[str, str]:
    """Give what is heard for each thing written, of one kind of `heard.tsv`."""
    return {written: heard for each, written, heard in read_table("kk/heard.tsv") if each == kind}


@cache
def _listed(kind: str) -> frozenset[str]:
    return frozenset(word.lower() for words in _heard_as(kind) for word in words.split())


@cache
def _forms() -> dict[str, dict[str, str]]:
    """Give the whole forms of the pronouns by word and case."""
    glosses = ("NOM", "GEN", "DAT", "ACC", "LOC", "ABL", "INS")
    return {row[0]: dict(zip(glosses, row, strict=True)) for row in read_table("kk/pronouns.tsv")}


def declined_kk(phrase: str, gloss: str) -> str:
    """Put a phrase into the case of a gloss (GEN, DAT, ACC, LOC, ABL, INS); only its last 200 characters are looked at."""
    start = max(0, len(phrase) - _LOOKED_AT)
    before, looked = phrase[:start], phrase[start:]
    tail = _TAIL.search(looked)
    cut = tail.start() if tail else len(looked)
    core, after = looked[:cut], looked[cut:]
    bare = core.rstrip(_QUOTES)
    return before + _with_ending(bare, core[len(bare) :], gloss) + after


def _with_ending(bare: str, quotes: str, gloss: str) -> str:
    found = _WORD.search(bare)
    word = found.group() if found else ""
    head = bare[: len(bare) - len(word)]
    if bare[-1:] in _SIGNS and bare:
        return f"{bare}{quotes}-{_ending(gloss, PLAIN, _heard_as('sign')[bare[-1]])}"
    if not word:
        return bare + quotes
    if word.lower() in _forms() and not quotes:
        return head + _as_written(_forms()[word.lower()][gloss], word)
    heard, state = _apart(head, word)
    if heard:
        ending = _ending(gloss, state, heard)
        return f"{bare}{quotes}-{_readable(ending, heard)}"
    if not _CYRILLIC.fullmatch(word):
        return bare + quotes
    return _joined(head, word, quotes, gloss)


def _joined(head: str, word: str, quotes: str, gloss: str) -> str:
    """Put an ending to a common word or a name."""
    stem = _shortened(word)
    state = _state_of(head, word)
    ending = _ending(gloss, state, _heard(stem, word[0].isupper()))
    if word.isupper() and len(word) > 1:
        ending = ending.upper()
    return f"{head}{word}{quotes}-{ending}" if quotes else f"{head}{stem}{ending}"


def _readable(ending: str, heard: str) -> str:
    """Give `ні` for a bare `н` after a hyphen, which nobody could read."""
    return ending + ("ы" if _harmony_of(heard) == BACK else "і") if ending == "н" else ending


def _as_written(form: str, word: str) -> str:
    if word.isupper() and len(word) > 1:
        return form.upper()
    return form.capitalize() if word[0].isupper() else form


def _apart(head: str, word: str) -> tuple[str, str]:
    """Give what is heard and the state for what takes its ending after a hyphen; ("", n) for a common word."""
    if word.isdecimal() and word.isascii():
        return _number(word), PLAIN
    if word in _heard_as("sign") and re.search(r"\d\s*$", head):
        return _heard_as("sign")[word], PLAIN
    if word in _heard_as("body") and head.strip():
        return _heard_as("body")[word], HIS
    if word in _heard_as("word"):
        return _heard_as("word")[word], PLAIN
    if word[-1].isascii() and not word[-1].isdecimal():
        return _latin(word), PLAIN
    if _is_abbreviation(head, word):
        return _spoken(word), PLAIN
    if word[0].isdecimal() and word[-1].upper() in _heard_as("letter"):
        return _heard_as("letter")[word[-1].upper()], PLAIN
    last = re.search(r"[0-9]+$", word)
    return (_number(last.group()), PLAIN) if last else ("", PLAIN)


def _number(digits: str) -> str:
    """Give the last word of a number: 25 is heard as бес, 40 as қырық, 500 as жүз."""
    known = _heard_as("number")
    whole = digits.rstrip("0")
    zeros = len(digits) - len(whole)
    if not whole:
        return known["0"]
    if zeros == 0:
        return known[digits[-1]]
    if zeros == 1:
        return known[whole[-1] + "0"]
    if zeros == 2:
        return known["00"]
    return known["000" if zeros < 6 else "000000" if zeros < 9 else "000000000"]


def _latin(word: str) -> str:
    if word.isupper():
        return _heard_as("letter").get(word[-1], word[-1])
    return "".join(_LATIN.get(letter, letter) for letter in word.lower())


def _is_abbreviation(head: str, word: str) -> bool:
    """Say whether a word is one: short, in capitals, and not a word of a line that is all capitals."""
    if not _ABBREVIATION.fullmatch(word):
        return False
    shouted = any(part.isupper() and len(part) > 5 for part in head.split())
    return not (shouted or (len(word) > 3 and word.isupper() and NOUN in lexicon().get(word.lower(), ())))


def _spoken(word: str) -> str:
    """Give how an abbreviation is heard: as a word (БАҚ, ЦОН) or by the name of its last letter (КСК, ІІМ)."""
    if _SPOKEN.fullmatch(word):
        return word.lower()
    return _heard_as("letter").get(word[-1], word[-1].lower())


def _state_of(head: str, word: str) -> str:
    """Say whether a word already bears a possessive ending: of his (әкімдігі), of mine or yours (үйім), or none."""
    low = word.lower()
    if low.endswith(_KIN) and (len(low) > 5 or head.strip()):
        return HIS
    if low in lexicon() or low in _proper():
        return PLAIN
    if low[-2:] in _SOFTENED and _is_noun(low[:-2] + _SOFTENED[low[-2:]]):
        return HIS
    best = analyses(low)[0] if len(low) > 2 and low[-1] in "ыімңз" else None
    if best is None or not best.endings or best.lemma not in lexicon():
        return PLAIN
    last = best.endings[-1]
    if last == "POSS.3":
        return HIS
    return OWN if last in {"POSS.1", "POSS.2"} and word.islower() else PLAIN


def _is_noun(word: str) -> bool:
    return NOUN in lexicon().get(word, ())


@cache
def _proper() -> frozenset[str]:
    """Give the names of places and of people that stand in the tables, in small letters."""
    people = {name.lower() for row in read_table("kk/names.tsv") for name in row[0].split()}
    return frozenset(
        people | {name.strip().lower() for row in read_table("places.tsv") for name in row[1].split(";")}
    )


def _shortened(word: str) -> str:
    """Give the stem an ending joins: класс, клас-қа; подъезд, подъез-ге; объект, объекті-ге."""
    low = word.lower()
    if low.endswith(("ск", "кт")) and len(low) > 3:
        return word + ("І" if word.isupper() else "і")
    if low.endswith("зд"):
        return word[:-1]
    is_double = len(low) > 3 and low[-1] == low[-2] and low[-1] not in _VOWELS
    return word[:-1] if is_double else word


@lru_cache(maxsize=1 << 12)
def _heard(stem: str, is_name: bool) -> str:
    """Give how a word is heard by an ending: its vowels for harmony, its last sound for assimilation."""
    low = stem.lower()
    surname = _SURNAME.fullmatch(low) if is_name else None
    if surname and not _VOWELS.isdisjoint(surname.group(1)):
        return surname.group(1) + "в"
    if low in _listed("back"):
        return low.replace("и", "ы").replace("е", "а")
    if low in _listed("front") or low.endswith(("нк", "рк", "рг", "ог", "уг", "ль")):
        return "ә" + re.sub("[аоұыуя]", "ә", low).replace("ь", "")
    if low.endswith("ь") and len(low) > 1:
        return re.sub("[аоұыуя]", "ә", low[:-1])
    return low.replace("х", "қ") if low.endswith("х") else low


def _harmony_of(heard: str) -> str:
    """Give the harmony of what is heard: `и` of a last syllable is front, `у` back, a final `у` as what stands before."""
    for place in range(len(heard) - 1, -1, -1):
        letter = heard[place]
        if letter in _BACK:
            return BACK
        if letter in _FRONT or (letter == "и" and _BACK.isdisjoint(set(heard) & set("ғқұ"))):
            return FRONT
        is_closed = place + 1 < len(heard) and heard[place + 1] not in _VOWELS
        if letter in "ую" and is_closed and (place == 0 or heard[place - 1] not in _VOWELS | {"й"}):
            return BACK
    return BACK


def _ending(gloss: str, state: str, heard: str) -> str:
    """Give the ending of a case after what is heard."""
    before = class_of(heard[-1])
    harmony = _harmony_of(heard)
    fitting = [
        ending.text
        for ending in endings()
        if ending.name == gloss
        and ending.source == state
        and before in ending.after
        and ending.harmony in ("", harmony)
    ]
    has_both = gloss == "DAT" and state == OWN
    return fitting[-1] if has_both and heard[-1] not in "мң" else fitting[0]
