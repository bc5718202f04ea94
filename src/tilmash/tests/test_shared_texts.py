import csv
import os
from pathlib import Path

import pytest

from tilmash import read

ROOT = os.environ.get("QABYLDAU_SHARED_DATA", "")
PARENTS = {
    "полиция": {"safety"},
    "коррупция": {"corruption", "government"},
    "ЖКХ": {"housing", "heat", "water", "waste", "power", "sewer", "lighting", "gas"},
    "экология": {"ecology", "waste"},
    "соцподдержка": {"social", "disability", "work", "housing"},
    "общественный транспорт": {"transport"},
    "медицина": {"health", "prices"},
    "образование": {"schools", "kindergartens", "youth"},
    "дороги": {"roads", "lighting", "transport"},
    "интернет": {"digital"},
}

pytestmark = pytest.mark.skipif(not ROOT, reason="QABYLDAU_SHARED_DATA is not set")


@pytest.fixture(scope="module")
def rows():
    with (Path(ROOT) / "kzgov" / "dev.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(("column", "language"), [("text_kz", "kk"), ("text_ru", "ru")])
def test_the_language_of_short_appeals(rows, column, language):
    right = sum(read(row[column]).language == language for row in rows)
    assert right / len(rows) >= 0.99


@pytest.mark.parametrize(("column", "floor"), [("text_kz", 0.83), ("text_ru", 0.87)])
def test_the_first_theme_of_short_appeals(rows, column, floor):
    first = [
        next((label.code for label in read(row[column]).themes if "." not in label.code), "") for row in rows
    ]
    right = sum(code in PARENTS[row["category"]] for code, row in zip(first, rows, strict=True))
    assert right / len(rows) >= floor
