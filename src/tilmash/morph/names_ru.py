"""Names of people in Russian cases, by the endings of Russian grammar and by sex.

The sex is told by the patronymic, else by the surname, else by the given name (`lang/*/names.tsv`). Kazakh patronymics
(-ұлы, -қызы), names in -и, -е, -у, -о and women's names in a consonant do not change. Source: Русская грамматика
(1980), sections 1217 to 1232, on the declension of surnames.

>>> name_in("Ахметова Айгуль Сериковна", "DAT"), name_in("Серік Нұрланов", "INS")
('Ахметовой Айгуль Сериковне', 'Серіком Нұрлановым')
"""

import re
from dataclasses import dataclass, replace
from functools import cache

from tilmash.lang import read_table, words_of
from tilmash.morph.ru import is_known, parses
from tilmash.normalize import fold

MALE, FEMALE = "m", "f"
GIVEN, SURNAME, PATRONYMIC, INITIAL = "given", "surname", "patronymic", "initial"
_ORDER = ("GEN", "DAT", "ACC", "INS", "LOC")
_HIS_SURNAME = re.compile("(?:ов|ев|ёв|ин|ын|ский|цкий|ской|цкой)$")
_HER_SURNAME = re.compile("(?:ова|ева|ёва|ина|ына|ская|цкая)$")
# Patronymics of names in -а and -я: the first four bear the stress at their end, and so end in -ом.
_STRESSED_FATHER = re.compile("^(?:иль|кузьм|фом|лук)ич$")
_HIS_FATHER = re.compile("(?:.{3}(?:вич|ұлы|улы|оглы)|^(?:иль|кузьм|фом|лук|никит|савв|фок|ион|иерем)ич)$")
_HER_FATHER = re.compile(".{2}(?:вна|ична|қызы|кызы)$")
_FIXED = re.compile("(?:[иеуюэоыіүөә]|[ыи]х|ұлы|улы|оғлы|қызы|кызы|заде|[аеёиоуыэюя]а)$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*\.?")
_HISSING, _BACK_CONSONANTS = "жшчщц", "гкхжшчщ"
_IRREGULAR = {"павел": "павл", "лев": "льв", "пётр": "петр", "петр": "петр"}
_MOST_WORDS = 4
# Endings by gloss in the order GEN, DAT, ACC, INS, LOC; a dot parts them.
_TABLES = {
    "his ov": "а.у.а.ым.е",
    "his adjective": "ого.ому.ого.ым.ом",
    "his soft adjective": "ого.ому.ого.им.ом",
    "his hard": "а.у.а.ом.е",
    "his hissing": "а.у.а.ем.е",
    "his soft": "я.ю.я.ем.е",
    "his ий": "я.ю.я.ем.и",
    "a": "ы.е.у.ой.е",
    "a after г": "и.е.у.ой.е",
    "a hissing": "и.е.у.ей.е",
    "a after ц": "ы.е.у.ей.е",
    "я": "и.е.ю.ей.е",
    "ия": "и.и.ю.ей.и",
    "her ova": "ой.ой.у.ой.ой",
    "her adjective": "ой.ой.ую.ой.ой",
    "her ь": "и.и.ь.ью.и",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One word of a name: where it stands, and whether it is given, a surname, a patronymic or an initial."""

    start: int
    end: int
    text: str
    role: str


@cache
def _sexes() -> dict[str, str]:
    """Give the sex of each given name of the tables by its folded key; names of either sex are left out."""
    found: dict[str, str] = {}
    for table in ("ru/names.tsv", "kk/names.tsv"):
        for names, sex in read_table(table):
            for name in names.split():
                found.setdefault(fold(name), sex)
    return {name: sex for name, sex in found.items() if sex in (MALE, FEMALE)}


def name_in(text: str, gloss: str) -> str | None:
    """Put a person's full name into a case (GEN, DAT, ACC, INS, LOC), or give None where no person is named."""
    parts = parts_of(text)
    sex = sex_of(parts) if parts else ""
    if not sex:
        return None
    out, done = "", 0
    for part in parts:
        out += text[done : part.start] + _declined(part, sex, gloss)
        done = part.end
    return out + text[done:]


def parts_of(text: str) -> list[Part]:
    """Give the words of a text that is a person's name and nothing else; [] for any other text."""
    words = list(_WORD.finditer(text[:200]))
    rest = _WORD.sub("", text)
    if not 1 <= len(words) <= _MOST_WORDS or rest.strip() or len(text) > 200:
        return []
    parts = [Part(word.start(), word.end(), word.group(), _role(word.group(), len(words))) for word in words]
    parts = _before_a_patronymic(parts)
    if any(not part.role for part in parts):
        return []
    roles = [part.role for part in parts]
    if PATRONYMIC in roles and GIVEN not in roles and len(parts) == 2:
        parts = [replace(part, role=GIVEN) if part.role == SURNAME else part for part in parts]
        roles = [part.role for part in parts]
    if len(parts) == 1:
        return parts if roles[0] != INITIAL else []
    return parts if {GIVEN, PATRONYMIC, INITIAL} & set(roles) or roles.count(SURNAME) == 2 else []


def _before_a_patronymic(parts: list[Part]) -> list[Part]:
    """Give the word before a patronymic the role of a given name, be it a town or a form of another word too."""
    if len(parts) > 1 and parts[-1].role == PATRONYMIC and parts[-2].text.istitle():
        return [*parts[:-2], replace(parts[-2], role=GIVEN), parts[-1]]
    return parts


def _role(word: str, count: int) -> str:
    """Say what a word of a name is, or "" for what is none."""
    low = word.lower()
    if not word[0].isupper() or (word.isupper() and len(word) > 2 and count == 1):
        return ""
    if word.endswith(".") or len(word) == 1:
        return INITIAL if len(word) <= 3 else ""
    if fold(word) in _sexes():
        return GIVEN
    if _HIS_FATHER.search(low) or _HER_FATHER.search(low):
        return PATRONYMIC
    if count > 1 and low in words_of("ru/surnames.tsv"):
        return SURNAME
    return _guessed(low, count)


def _guessed(low: str, count: int) -> str:
    """Say what a word of no table is, by its ending and the dictionary."""
    tags = [str(parse.tag) for parse in parses(low) if "nomn" in parse.tag]
    if _HIS_SURNAME.search(low) or _HER_SURNAME.search(low):
        return "" if _is_something_else(low, tags, count) else SURNAME
    if any("Name" in tag for tag in tags):
        return SURNAME if "Surn" in tags[0] else GIVEN
    if count == 1 or (is_known(low) and not any("Surn" in tag for tag in tags)):
        return ""
    return SURNAME


def _is_something_else(low: str, tags: list[str], count: int) -> bool:
    """Say whether a word that ends as a surname is a place, or an adjective or a noun of the dictionary."""
    if any("Surn" in tag for tag in tags):
        return count == 1 and any("Geox" in tag for tag in tags)
    is_adjective = count == 1 and low.endswith(("ский", "цкий", "ская", "цкая", "ской"))
    return is_adjective or (bool(tags) and is_known(low))


def sex_of(parts: list[Part]) -> str:
    """Give m, f, or "" where nothing tells."""
    for role in (PATRONYMIC, SURNAME, GIVEN):
        found = {_sex_by(part) for part in parts if part.role == role} - {""}
        if found:
            # Of two given names one is the father's: a man's beside a woman's is hers.
            return FEMALE if FEMALE in found else MALE
    given = any(part.role == GIVEN for part in parts)
    return MALE if given else ""


def _sex_by(part: Part) -> str:
    low = part.text.lower()
    if part.role == PATRONYMIC:
        return MALE if _HIS_FATHER.search(low) else FEMALE
    if part.role == SURNAME:
        return MALE if _HIS_SURNAME.search(low) else FEMALE if _HER_SURNAME.search(low) else ""
    if fold(low) in _sexes():
        return _sexes()[fold(low)]
    tags = [str(parse.tag) for parse in parses(low) if "Name" in parse.tag and "nomn" in parse.tag]
    return FEMALE if tags and "femn" in tags[0] else MALE if tags else ""


def _declined(part: Part, sex: str, gloss: str) -> str:
    if part.role == INITIAL:
        return part.text
    pieces = part.text.split("-")
    if part.role != SURNAME and len(pieces) > 1:
        # Only the last part of a double given name changes: Жан-Поль, Нұр-Әділ.
        return "-".join([*pieces[:-1], _piece(pieces[-1], part.role, sex, gloss)])
    return "-".join(_piece(piece, part.role, sex, gloss) for piece in pieces)


def _piece(piece: str, role: str, sex: str, gloss: str) -> str:
    low = piece.lower()
    stem, table = _pattern(low, role, sex)
    if not table:
        return piece
    ending = _TABLES[table].split(".")[_ORDER.index(gloss)]
    if low in _IRREGULAR:
        made = _IRREGULAR[low] + ending
        return made.upper() if piece.isupper() and len(piece) > 1 else made.capitalize()
    return piece[: len(stem)] + (ending.upper() if piece.isupper() and len(piece) > 1 else ending)


def _pattern(low: str, role: str, sex: str) -> tuple[str, str]:
    """Give the stem and the table of endings; no table for what does not change."""
    if _FIXED.search(low) and not low.endswith("ия"):
        return low, ""
    if low.endswith(("а", "я")):
        return _pattern_in_a(low, role, sex)
    return _pattern_of_man(low, role) if sex == MALE else _pattern_of_woman(low, role)


def _pattern_in_a(low: str, role: str, sex: str) -> tuple[str, str]:
    if role == SURNAME and sex == FEMALE and low.endswith(("ая", "яя")):
        return low[:-2], "her adjective"
    if role == SURNAME and sex == FEMALE and _HER_SURNAME.search(low):
        return low[:-1], "her ova"
    if low[-1] == "я":
        return low[:-1], "ия" if low[-2:-1] == "и" else "я"
    before = low[-2:-1]
    if before == "ц":
        return low[:-1], "a after ц"
    if before in "жшчщ":
        return low[:-1], "a hissing"
    return low[:-1], "a after г" if before in _BACK_CONSONANTS else "a"


def _pattern_of_woman(low: str, role: str) -> tuple[str, str]:
    return (low[:-1], "her ь") if role == GIVEN and low == "любовь" else (low, "")


def _pattern_of_man(low: str, role: str) -> tuple[str, str]:
    if low in _IRREGULAR and role == GIVEN:
        return _IRREGULAR[low], "his hard"
    if role == PATRONYMIC and _STRESSED_FATHER.search(low):
        return low, "his hard"
    if role == SURNAME and low.endswith(("ий", "ый", "ой")) and len(low) > 4:
        return low[:-2], "his soft adjective" if low[-3] in "гкхжшчщ" else "his adjective"
    if role == SURNAME and _HIS_SURNAME.search(low):
        return low, "his ov"
    if low[-1] == "й":
        return low[:-1], "his ий" if low.endswith("ий") else "his soft"
    if low[-1] == "ь":
        return low[:-1], "his soft"
    return low, "his hissing" if low[-1] in _HISSING else "his hard"
