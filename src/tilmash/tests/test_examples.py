from collections import Counter
from pathlib import Path

import pytest

from tilmash import read

ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "examples.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
][1:]


@pytest.mark.parametrize(("language", "theme", "text"), ROWS)
def test_the_language_and_the_best_theme_are_read(language, theme, text):
    reading = read(text)
    assert reading.language == language
    assert [label.code for label in reading.themes if "." in label.code][0] == theme


@pytest.mark.parametrize(("language", "theme", "text"), ROWS)
def test_every_reason_stands_in_the_text_as_it_is_written(language, theme, text):
    words = {word for label in read(text).themes for why in label.why for word in why.split()}
    assert words
    assert all(word in text for word in words)


def test_the_examples_cover_every_language_and_are_enough():
    counts = Counter(language for language, _, _ in ROWS)
    assert len(ROWS) >= 80
    assert set(counts) == {"kk", "ru", "mixed"}
