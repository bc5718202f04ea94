"""People who never lived, to teach the name finder: whole names of any origin, in any case of Kazakh and Russian.

A name from the news stands once and is learnt by heart; a name made from lists teaches what stands around names.
"""

import random
import re
from functools import cache

from tilmash.lang import read_table
from tilmash.morph.ru import analyser
from tilmash.train import sources

Tagged = list[tuple[str, str]]
_BACK, _FRONT = frozenset("аоұыуёяю"), frozenset("әеіөүэи")
_HARD = frozenset("бвгдкпстфхцчшщқғ")
_NASAL = frozenset("мнң")
_RUSSIAN_CASES = {"n": "nomn", "g": "gent", "d": "datv", "a": "accs", "i": "ablt"}
_USUAL = re.compile(r"(?:ов|ев|ин|ова|ева|ина|ко|ян|ский|ская)$")
_CASE_END = re.compile(
    r"(?:(?P<g>[ндт][ыі]ң)|(?P<b>[тд][ае]н|н[ае]н)|(?P<i>[мбп]ен)|(?P<d>ға|ге|қа|ке|на|не)|(?P<a>[ндт][ыі])|(?P<l>[дт][ае]))$"
)
SLOT = re.compile(r"\{([ngdailb])\}")


@cache
def _names() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for language in ("kk", "ru"):
        for words, sex in read_table(f"{language}/names.tsv"):
            for each in ("m", "f") if sex == "u" else (sex,):
                found.setdefault(language + each, []).extend(words.split())
    found["last"] = [word.capitalize() for word in dictionary("last") if _USUAL.search(word)]
    found["far"] = [word.capitalize() for word in dictionary("last") if not _USUAL.search(word)]
    found["first"] = [word.capitalize() for word in dictionary("first")]
    return found


def dictionary(name: str) -> list[str]:
    """Give the words of natasha's list (MIT) of given names (`first`) or surnames (`last`), in small letters."""
    return sources.raw("x_natasha", "natasha", "data", "dict", f"{name}.txt").read_text("utf-8").split()


def kazakh_case(word: str, case: str) -> str:
    """Give a name in a Kazakh case (`g` genitive, `d`, `a`, `i`, `l`, `b` ablative; anything else: as it is)."""
    last = word[-1].lower()
    vowels = [letter for letter in word.lower() if letter in _BACK | _FRONT]
    front = bool(vowels) and vowels[-1] in _FRONT
    vowel, hard, nasal = last in _BACK | _FRONT, last in _HARD, last in _NASAL
    dental = "т" if hard else "д"
    narrow, wide = ("і", "е") if front else ("ы", "а")
    ends = {
        "g": ("н" if vowel or nasal else dental) + narrow + "ң",
        "d": (("к" if hard else "г") if front else ("қ" if hard else "ғ")) + wide,
        "a": ("н" if vowel else dental) + narrow,
        "l": dental + wide,
        "b": ("н" if nasal else dental) + wide + "н",
        "i": ("п" if hard else "м") + "ен",
    }
    return word + ends.get(case, "")


@cache
def russian_case(word: str, case: str, sex: str) -> str:
    """Give a name in a Russian case, as the dictionary of pymorphy3 declines it; unchanged when it does not."""
    if case == "n":
        return word
    wanted = {_RUSSIAN_CASES.get(case, "gent")}
    gender = "masc" if sex == "m" else "femn"
    for parse in analyser().parse(word):
        if {"Name", "Surn", "Patr"} & set(parse.tag.grammemes) and gender in parse.tag:
            form = parse.inflect(wanted)
            return form.word.capitalize() if form else word
    return word


def _surname(pick: random.Random, sex: str) -> str:
    names = _names()
    chance = pick.random()
    if chance < 0.45:
        base = pick.choice(names["kkm"]).split("-")[0].rstrip("ауыеі") or "Болат"
        ending = pick.choice(("ов", "ев", "баев", "беков", "ов", "ұлы" if sex == "m" else "қызы"))
        return base + ending + ("а" if sex == "f" and ending.endswith("в") else "")
    if chance < 0.75:
        word = pick.choice(names["last"])
        if sex == "f" and word.endswith(("ов", "ев", "ин")):
            return word + "а"
        return word
    return pick.choice(names["far"])


def _given(pick: random.Random, sex: str, language: str) -> str:
    names = _names()
    chance = pick.random()
    if chance < 0.15:
        return pick.choice(names["first"])
    return pick.choice(names[("ru" if (chance < 0.3) != (language == "ru") else "kk") + sex])


def _patronymic(pick: random.Random, sex: str, language: str) -> str:
    father = pick.choice(_names()["kkm"]).split("-")[0]
    if language == "kk" and pick.random() < 0.6:
        return father + ("ұлы" if sex == "m" else "қызы")
    stem, soft = (father.rstrip("ыіауеэ") or father), father[-1] in "йь"
    return (
        stem.rstrip("йь")
        + ("евич" if soft else "ович")[: 4 if sex == "m" else 2]
        + ("" if sex == "m" else "на")
    )


def person(pick: random.Random, language: str) -> tuple[list[str], str]:
    """Give the words of a person's name in the nominative and the sex: one word, two, three, or with initials."""
    sex = pick.choice("mf")
    given, surname = _given(pick, sex, language), _surname(pick, sex)
    shape = pick.random()
    if shape < 0.28:
        return [given], sex
    if shape < 0.5:
        return [given, surname], sex
    if shape < 0.65:
        return [surname, given], sex
    if shape < 0.78:
        return [surname, given, _patronymic(pick, sex, language)], sex
    if shape < 0.88:
        return [given, _patronymic(pick, sex, language)], sex
    return [surname], sex


def declined(words: list[str], sex: str, case: str, language: str) -> list[str]:
    """Give a name in a case: Kazakh puts the ending on the last word, Russian declines each."""
    if language == "kk":
        return [*words[:-1], kazakh_case(words[-1], case)]
    return [russian_case(word, case, sex) for word in words]


def swapped(sentence: Tagged, pick: random.Random) -> Tagged:
    """Give a tagged sentence with every person of whole words put in another's place, in the same case."""
    done: Tagged = []
    for word, tag in sentence:
        if "PERSON" not in tag or not word[0].isupper() or len(word) < 3:
            done.append((word, tag))
            continue
        sex = pick.choice("mf")
        match = _CASE_END.search(word) if len(word) > 5 else None
        case = (match.lastgroup or "") if match else ""
        first = tag.startswith("B")
        name = _given(pick, sex, "kk") if first and pick.random() < 0.7 else _surname(pick, sex)
        done.append((kazakh_case(name, case), tag))
    return done
