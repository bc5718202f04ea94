import csv
import os
from pathlib import Path

import pytest

from tilmash import read
from tilmash.evaluate.themes import PARENTS, best_themes

ROOT = os.environ.get("QABYLDAU_SHARED_DATA", "")
pytestmark = pytest.mark.skipif(not ROOT, reason="QABYLDAU_SHARED_DATA is not set")


@pytest.fixture(scope="module")
def rows():
    with (Path(ROOT) / "kzgov" / "dev.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(("column", "language"), [("text_kz", "kk"), ("text_ru", "ru")])
def test_the_language_of_short_appeals(rows, column, language):
    right = sum(read(row[column]).language == language for row in rows)
    assert right / len(rows) >= 0.99


@pytest.mark.parametrize(("column", "floor"), [("text_kz", 0.88), ("text_ru", 0.89)])
def test_the_first_theme_of_short_appeals(rows, column, floor):
    first = [best_themes(row[column])[0] for row in rows]
    right = sum(code in PARENTS[row["category"]] for code, row in zip(first, rows, strict=True))
    assert right / len(rows) >= floor
