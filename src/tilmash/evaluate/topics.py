"""Themes taught by a few examples: topics of encyclopaedic sentences (measures 8, 9) and of short appeals (10, 11).

Idea: draw a part to be asked, teach `Themes` from the rest, count how often its best label is right; the mean of five
draws. A matter is never both taught and asked: rows of one group, and equal texts, stay on one side.
Sets: SIB-200 (Adelani et al. 2024, train and dev parts, kk and ru) and the shared sample of short appeals (ten classes,
each appeal in both languages), where `QABYLDAU_SHARED_DATA` names a folder; elsewhere the project's own open set.

>>> groups = [["a", "b"], ["c"], ["d"]]
>>> sorted(sum(map(len, part)) for part in halves(groups, 0.25, random.Random(1)))
[1, 3]
"""

import csv
import os
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from tilmash.classify.learn import Themes
from tilmash.evaluate.gold import appeals
from tilmash.normalize import fold

SHARED = "QABYLDAU_SHARED_DATA"
DRAWS = 5
ASKED = 0.25
FEW, SOME, ALL = 10, 50, 10_000
Measure = tuple[str, float, int]
Example = tuple[str, str]
Item = TypeVar("Item")

TOPICS = {
    "science/technology": ["ғылым", "техника", "технология", "наука"],
    "travel": ["саяхат", "туризм", "путешествие", "поездка"],
    "politics": ["саясат", "билік", "политика", "власть"],
    "sports": ["спорт", "жарыс", "ойын", "соревнования"],
    "health": ["денсаулық", "медицина", "ауру", "здоровье", "болезнь"],
    "entertainment": ["ойын-сауық", "кино", "музыка", "өнер", "развлечения", "искусство"],
    "geography": ["география", "жер бедері", "аралдар", "өзендер", "рельеф", "острова", "реки"],
}
CLASSES = {
    "полиция": ["полиция", "қоғамдық тәртіп", "қауіпсіздік", "участковый", "правопорядок", "безопасность"],
    "коррупция": ["жемқорлық", "пара алу", "сыбайлас жемқорлық", "взятки", "поборы", "чиновники"],
    "ЖКХ": ["тұрғын үй-коммуналдық шаруашылық", "жылу", "су", "коммунальные услуги", "отопление", "подъезд", "дом"],
    "экология": ["ауа ластануы", "қоқыс", "табиғат", "загрязнение воздуха", "свалка", "природа"],
    "соцподдержка": ["әлеуметтік көмек", "жәрдемақы", "зейнетақы", "пособие", "пенсия", "инвалидность"],
    "общественный транспорт": ["қоғамдық көлік", "автобус", "аялдама", "маршрут", "остановка", "водитель"],
    "медицина": ["емхана", "аурухана", "дәрігер", "поликлиника", "больница", "врач", "лекарства"],
    "образование": ["мектеп", "балабақша", "мұғалім", "школа", "детский сад", "учебники"],
    "дороги": ["жол", "шұңқыр", "асфальт", "ямы", "тротуар", "ремонт дорог"],
    "интернет": ["интернет", "байланыс", "жылдамдық", "связь", "скорость", "провайдер"],
}  # fmt: skip


def halves(
    groups: Sequence[Sequence[Item]], share: float, dice: random.Random
) -> tuple[list[list[Item]], list[list[Item]]]:
    """Part groups into those to be asked (about a share of all items) and those to be taught."""
    shuffled = [list(group) for group in groups]
    dice.shuffle(shuffled)
    wanted, asked = share * sum(map(len, shuffled)), 0
    for place, group in enumerate(shuffled):
        if asked >= wanted:
            return shuffled[:place], shuffled[place:]
        asked += len(group)
    return shuffled, []


def taught(codes: Mapping[str, list[str]] | None, examples: Iterable[Example]) -> Themes:
    """Give themes that have learnt some (text, code) pairs."""
    themes = Themes(codes)
    for text, code in examples:
        themes.learn(text, code)
    return themes


def hits(themes: Themes, asked: Sequence[Example]) -> tuple[int, int]:
    """Give how many texts got their code first, and how many were asked."""
    return sum(themes.guess(text)[0].code == code for text, code in asked), len(asked)


def few(examples: Iterable[Example], most: int) -> list[Example]:
    """Give the first examples of each code, at most so many."""
    seen: Counter[str] = Counter()
    kept = []
    for text, code in examples:
        seen[code] += 1
        if seen[code] <= most:
            kept.append((text, code))
    return kept


def measures() -> list[Measure]:
    """Give (measure, per cent right, texts asked in all draws); without shared data only those of our own set."""
    root = os.environ.get(SHARED, "")
    return _own() + (_sib(Path(root)) + _appeals(Path(root)) if root else [])


def _row(name: str, counts: Iterable[tuple[int, int]]) -> Measure:
    pairs = list(counts)
    asked = sum(number for _, number in pairs)
    return name, round(100 * sum(right for right, _ in pairs) / max(asked, 1), 1), asked


def _sib(root: Path) -> list[Measure]:
    made = []
    for folder, language in (("kaz_Cyrl", "kk"), ("rus_Cyrl", "ru")):
        rows = [
            [(line.split("\t")[2], line.split("\t")[1])]
            for part in ("train", "dev")
            for line in (root / "sib200" / folder / f"{part}.tsv").read_text("utf-8").splitlines()[1:]
        ]
        for most, name in ((FEW, "10"), (SOME, "50"), (ALL, "all")):
            counts = [_drawn(rows, most, random.Random(draw)) for draw in range(DRAWS)]  # noqa: S311
            made.append(_row(f"topics: SIB-200 {language}, {name} examples a class", counts))
    return made


def _drawn(rows: list[list[Example]], most: int, dice: random.Random) -> tuple[int, int]:
    asked, known = halves(rows, ASKED, dice)
    return hits(taught(TOPICS, few(sum(known, []), most)), sum(asked, []))


def _matters(root: Path) -> list[list[dict[str, str]]]:
    """Give the short appeals by matter; rows with an equal text are one matter whatever their group."""
    with (root / "kzgov" / "dev.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    group_of: dict[str, str] = {}
    groups: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        keys = [fold(row[column]) for column in ("text_kz", "text_ru")]
        group = next((group_of[key] for key in keys if key in group_of), row["g"])
        group_of.update(dict.fromkeys(keys, group))
        groups[group].append(row)
    return list(groups.values())


def _appeals(root: Path) -> list[Measure]:
    columns, matters = {"kk": "text_kz", "ru": "text_ru"}, _matters(root)
    described = Themes(CLASSES)
    every = [row for group in matters for row in group]
    made = [
        _row(
            f"themes: ten classes, no examples, {language}",
            [hits(described, [(r[column], r["category"]) for r in every])],
        )
        for language, column in columns.items()
    ]
    for here in columns:
        for there in columns:
            name = here if here == there else f"taught in {here}, asked in {there}"
            once = partial(_learnt_across, matters, columns[here], columns[there])
            counts = [once(random.Random(draw)) for draw in range(DRAWS)]  # noqa: S311
            made.append(_row(f"themes: ten classes, 10 examples a class, {name}", counts))
    return made


def _learnt_across(
    matters: list[list[dict[str, str]]], here: str, there: str, dice: random.Random
) -> tuple[int, int]:
    asked, known = halves(matters, 0.5, dice)
    examples = few(((row[here], row["category"]) for group in known for row in group), FEW)
    codes = {code: [code] for code in CLASSES}
    return hits(taught(codes, examples), [(row[there], row["category"]) for group in asked for row in group])


def _own() -> list[Measure]:
    """Teach the matters of even number of our open set, each text with its theme, and ask the odd ones."""
    rows = [row for row in appeals() if row.language in {"kk", "ru"}]
    known = [(row.text, row.theme) for row in rows if not int(row.matter) % 2]
    asked = [(row.text, row.theme) for row in rows if int(row.matter) % 2]
    made = []
    for name, themes in (
        ("no examples", Themes()),
        ("five examples a theme", taught(None, few(known, FEW // 2))),
    ):
        best = [(themes.guess(text)[0].code, code) for text, code in asked]
        one = [(sum(found.partition(".")[0] == code.partition(".")[0] for found, code in best), len(best))]
        made.append(_row(f"themes: own open set, first level, {name}", one))
    return made
