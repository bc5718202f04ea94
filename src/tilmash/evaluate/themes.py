"""Themes and urgency with no examples: how often the thesaurus alone is right.

Idea: the best theme of each level is compared with the label a person gave; urgency is asked as a caseworker would ask
it: of the texts a person calls dangerous (level 2 and 3), how many are shown, and how many of the shown are dangerous.
Sets: the project's open set, where the words were tuned on matters with an even number and the figures are of those with
an odd one; and the shared sample of short appeals, where `QABYLDAU_SHARED_DATA` names a folder, with the ten classes of
its authors as sets of our themes.

>>> share(3, 4)
75.0
"""

import csv
import os
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from tilmash.classify import themes_of
from tilmash.evaluate.gold import GoldText, appeals
from tilmash.segment import tokenize
from tilmash.urgency import DANGER, urgency_of

SHARED = "QABYLDAU_SHARED_DATA"
LANGUAGES = ("kk", "ru", "mixed")
PARENTS = {
    "полиция": {"safety"},
    "коррупция": {"corruption", "government"},
    "ЖКХ": {"housing", "heat", "water", "waste", "power", "sewer", "lighting", "gas"},
    "экология": {"ecology", "waste"},
    "соцподдержка": {"social", "disability", "work", "housing"},
    "общественный транспорт": {"transport"},
    "медицина": {"health", "prices"},
    "образование": {"schools", "kindergartens", "youth", "higher_education"},
    "дороги": {"roads", "lighting", "transport"},
    "интернет": {"digital"},
}
Measure = tuple[str, float, int]


def share(right: int, asked: int) -> float:
    """Give per cent; 0 where nothing was asked."""
    return round(100 * right / asked, 1) if asked else 0.0


def best_themes(text: str) -> tuple[str, str]:
    """Give the best theme of the first level and of the second, "" where none is found."""
    codes = [label.code for label in themes_of(tokenize(text))]
    first = next((code for code in codes if "." not in code), "")
    return first, next((code for code in codes if "." in code), "")


def measures() -> list[Measure]:
    """Give (measure, per cent, n) for the open set, and for the shared sample where it is at hand."""
    held_out = [row for row in appeals() if int(row.matter) % 2 and row.language in LANGUAGES]
    return [*_themes_by_spelling(held_out), *_urgency(held_out), *_shared()]


def _spelling(row: GoldText) -> str:
    return {"r": "kk on Russian keys", "l": "kk in Latin"}.get(row.id[-1], row.language)


def _themes_by_spelling(rows: Iterable[GoldText]) -> list[Measure]:
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for row in rows:
        first, second = best_themes(row.text)
        for name in (_spelling(row), "all"):
            seen = counts[name]
            seen[0] += 1
            seen[1] += first == row.theme.partition(".")[0]
            seen[2] += second == row.theme
    made: list[Measure] = []
    for name, (asked, first_right, second_right) in sorted(counts.items()):
        made.append((f"themes: first level, {name}", share(first_right, asked), asked))
        made.append((f"themes: second level, {name}", share(second_right, asked), asked))
    return made


def _urgency(rows: Iterable[GoldText]) -> list[Measure]:
    pairs = [(row.urgency, urgency_of(tokenize(row.text)).level) for row in rows]
    dangerous = [shown for said, shown in pairs if said >= DANGER]
    deadly = [shown for said, shown in pairs if said > DANGER]
    shown = [said for said, shown in pairs if shown >= DANGER]
    return [
        (
            "urgency: danger found",
            share(sum(level >= DANGER for level in dangerous), len(dangerous)),
            len(dangerous),
        ),
        (
            "urgency: danger to life found",
            share(sum(level >= DANGER for level in deadly), len(deadly)),
            len(deadly),
        ),
        (
            "urgency: found is dangerous",
            share(sum(level >= DANGER for level in shown), len(shown)),
            len(shown),
        ),
        (
            "urgency: level as said",
            share(sum(said == level for said, level in pairs), len(pairs)),
            len(pairs),
        ),
    ]


def _shared() -> list[Measure]:
    root = os.environ.get(SHARED, "")
    if not root:
        return []
    with (Path(root) / "kzgov" / "dev.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    made = []
    for column, language in (("text_kz", "kk"), ("text_ru", "ru")):
        right = sum(best_themes(row[column])[0] in PARENTS[row["category"]] for row in rows)
        made.append((f"themes: ten classes of short appeals, {language}", share(right, len(rows)), len(rows)))
    return made
