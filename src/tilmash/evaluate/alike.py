"""Twins and matters: a Kazakh appeal finds its Russian twin (measure 12), pairs are told to be one matter (13).

Idea: every Kazakh text is compared with every Russian one, and its best is looked at; every two texts are asked whether
they are one matter, and the answers are laid beside the groups of the set. Groups of more than five are left out: they
hold what has one theme, not one matter. Copies are the same words typed on Russian keys or in chat Latin; strangers
are the same words about another address, which a generator of invented addresses puts in.
Sets: the shared sample of short appeals where `QABYLDAU_SHARED_DATA` names a folder, and the project's own open set.

>>> f1(90, 10, 10)
90.0
"""

import csv
import os
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable
from itertools import combinations
from pathlib import Path

from tilmash.evaluate.gold import appeals
from tilmash.likeness.alike import similar
from tilmash.likeness.matters import is_same
from tilmash.normalize import on_russian_keys
from tilmash.train.spellings import CHAT, respell

SHARED = "QABYLDAU_SHARED_DATA"
LARGEST_GROUP = 5
KK, RU = "kk", "ru"
_STREETS = {
    KK: ["Абылай хан", "Төле би", "Жібек жолы", "Қабанбай батыр", "Гагарин", "Байтұрсынұлы", "Мәметова", "Сейфуллин", "Достық", "Желтоқсан"],
    RU: ["Абылай хана", "Толе би", "Жибек жолы", "Кабанбай батыра", "Гагарина", "Байтурсынова", "Маметовой", "Сейфуллина", "Достык", "Желтоксан"],
}  # fmt: skip
_QUARTERS = ("Самал", "Жетісу", "Аққу", "Болашақ", "Шұғыла", "Ақбұлақ")
_SHAPES: dict[str, tuple[str, ...]] = {
    KK: ("{street} көшесі, {house}-үй. {text}", "{text} Мекенжай: {street} көшесі, {house}.", "{quarter} ықшам ауданы, {house}-үй. {text}"),
    RU: ("ул. {street}, дом {house}. {text}", "{text} Адрес: улица {street}, {house}.", "Мкр {quarter}, дом {house}. {text}"),
}  # fmt: skip
Measure = tuple[str, float, int]
# A text with its language and what it is about.
Told = tuple[str, str, Hashable]


def f1(right: int, wrong: int, missed: int) -> float:
    """Give the harmonic mean of precision and recall in per cent."""
    return round(200 * right / max(2 * right + wrong + missed, 1), 1)


def measures() -> list[Measure]:
    """Give (measure, per cent, n): n counts texts asked, or pairs of one matter."""
    found = _of_set("own open set", _own())
    root = os.environ.get(SHARED, "")
    return found + (_of_set("short appeals", _shared(Path(root))) if root else [])


def quick() -> list[Measure]:
    """Give the measures of the own open set that do not compare every two texts."""
    told = _own()
    return [*_twins("own open set", told), *_copies("own open set", told), *_strangers("own open set", told)]


def _of_set(name: str, told: list[Told]) -> list[Measure]:
    return [*_twins(name, told), *_pairs(name, told), *_copies(name, told), *_strangers(name, told)]


def _shared(root: Path) -> list[Told]:
    with (root / "kzgov" / "dev.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    sizes = Counter(row["g"] for row in rows)
    kept = [row for row in rows if sizes[row["g"]] <= LARGEST_GROUP]
    return [
        (row[column], language, row["g"])
        for row in kept
        for column, language in (("text_kz", KK), ("text_ru", RU))
    ]


def _own() -> list[Told]:
    return [(row.text, row.language, row.matter) for row in appeals() if row.language in {KK, RU}]


def _twins(name: str, told: list[Told]) -> list[Measure]:
    """Ask for the best Russian text of each Kazakh one whose matter is told in Russian too."""
    russian = [(text, matter) for text, language, matter in told if language == RU]
    known = {matter for _, matter in russian}
    asked = [(text, matter) for text, language, matter in told if language == KK and matter in known]
    right = sum(
        max(russian, key=lambda other: similar(text, other[0]))[1] == matter for text, matter in asked
    )
    return [
        (f"alike: a Kazakh text finds its Russian twin, R@1, {name}", _share(right, len(asked)), len(asked))
    ]


def _pairs(name: str, told: list[Told]) -> list[Measure]:
    """Compare every two texts of one language, and every two of Kazakh and Russian; and those of unlike words again."""
    counts: dict[str, Counter[tuple[bool, bool]]] = defaultdict(Counter)
    for (left, here, one), (right, there, other) in combinations(told, 2):
        kind = here if here == there else "two languages"
        answer = one == other, is_same(left, right)
        counts[kind][answer] += 1
        if left != right and here == there:
            counts[f"{kind} of unlike words"][answer] += 1
    made: list[Measure] = []
    for kind, seen in sorted(counts.items()):
        joined, wrong, missed = seen[True, True], seen[False, True], seen[True, False]
        for what, value in (
            ("precision", _share(joined, joined + wrong)),
            ("recall", _share(joined, joined + missed)),
            ("F1", f1(joined, wrong, missed)),
        ):
            made.append((f"alike: one matter, {what}, {kind}, {name}", value, joined + missed))
    return made


def _share(right: int, asked: int) -> float:
    return round(100 * right / max(asked, 1), 2)


def _copies(name: str, told: list[Told]) -> list[Measure]:
    spellings: dict[str, Callable[[str], str]] = {
        "on Russian keys": on_russian_keys,
        "in chat Latin": lambda text: respell(text, CHAT),
    }
    made = []
    for spelling, spell in spellings.items():
        written = [text for text, language, _ in told if language == KK and text != on_russian_keys(text)]
        changed = [(text, spell(text)) for text in written]
        found = sum(is_same(text, copy) for text, copy in changed)
        made.append((f"alike: a copy {spelling} is found, {name}", _share(found, len(changed)), len(changed)))
    return made


def _strangers(name: str, told: list[Told]) -> list[Measure]:
    """Ask about the same words with two invented addresses, both on their own keys, and one on Russian ones."""
    dice = random.Random(17)  # noqa: S311  (the same addresses each time)
    merged = asked = 0
    for text, language, _ in told:
        left, right = addressed(text, language, dice)
        merged += is_same(left, right) + is_same(left, on_russian_keys(right))
        asked += 2
    return [(f"alike: merged although of another address, {name}", _share(merged, asked), asked)]


def addressed(text: str, language: str, dice: random.Random) -> tuple[str, str]:
    """Give a text with two invented addresses: another street, or another house of one street or quarter."""
    shape = dice.choice(_SHAPES[language])
    streets = dice.sample(_STREETS[language], 2)
    quarters = dice.sample(_QUARTERS, 2)
    houses = dice.sample(range(1, 150), 2)
    is_one_street = dice.random() < 0.5
    made = []
    for place in (0, 1):
        named = 0 if is_one_street else place
        made.append(
            shape.format(street=streets[named], quarter=quarters[named], house=houses[place], text=text)
        )
    return made[0], made[1]
