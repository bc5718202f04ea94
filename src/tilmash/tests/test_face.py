import os
import subprocess
import sys
from pathlib import Path

import pytest

import tilmash
from tilmash import Label, Reading, Span, TilmashError, mask, read

FACE = [
    "VERSION", "Label", "NearIndex", "Reading", "Similarity", "Span", "Themes", "TilmashError", "decline", "language",
    "lemma", "mask", "read", "reply_signs", "restore", "same_matter", "similar", "terms", "to_cyrillic", "to_latin",
]  # fmt: skip
SOURCE = Path(tilmash.__file__).parents[1]


def test_the_face_is_exactly_this_list():
    assert tilmash.__all__ == FACE


def test_a_fresh_interpreter_gets_no_django_with_tilmash():
    code = "import sys, tilmash; tilmash.read('жарық жоқ'); print(*sorted({m.partition('.')[0] for m in sys.modules}))"
    ran = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(SOURCE)},
    )
    assert ran.returncode == 0, ran.stderr
    assert not {"django", "qabyldau", "requests", "socket"} & set(ran.stdout.split())


def test_a_reading_holds_plain_frozen_values():
    reading = read("Көшеде жарық жоқ. Тел: 8 701 123 45 67")
    assert isinstance(reading, Reading)
    assert isinstance(reading.themes[0], Label)
    assert isinstance(reading.pii[0], Span)
    assert reading.version == tilmash.VERSION
    with pytest.raises(AttributeError):
        reading.language = "ru"


def test_the_same_text_gives_the_same_reading():
    text = "Абай көшесіндегі шұңқырларды жөндеп беріңіздер"
    assert read(text) == read(text)


@pytest.mark.parametrize("wrong", [None, 7, b"text", ["text", None], ("text",)])
def test_anything_but_a_text_is_refused_with_an_error_of_the_family(wrong):
    with pytest.raises(TilmashError, match="a text is a str"):
        read(wrong)
    with pytest.raises(TypeError):
        mask(wrong)
