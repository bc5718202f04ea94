"""The text engine is a library of its own: pure, and with one exact face."""

import csv
import subprocess
import sys

import tilmash
from tests.house.tree import SRC, modules, name_of

FACE = [
    "VERSION", "Label", "NearIndex", "Reading", "Similarity", "Span", "Themes", "TilmashError", "decline", "language",
    "lemma", "mask", "read", "reply_signs", "restore", "same_matter", "similar", "terms", "to_cyrillic", "to_latin",
]  # fmt: skip


def loaded_with_tilmash():
    code = "import sys; sys.path.insert(0, sys.argv[1]); import tilmash; tilmash.read('Көшеде шам жанбайды'); print(*sys.modules)"
    ran = subprocess.run(
        [sys.executable, "-I", "-c", code, str(SRC)], capture_output=True, text=True, timeout=60
    )
    assert ran.returncode == 0, ran.stderr
    return {name.partition(".")[0] for name in ran.stdout.split()}


def test_a_fresh_interpreter_gets_no_django_with_the_engine():
    assert loaded_with_tilmash() & {"django", "qabyldau", "socket", "requests", "httpx", "sqlite3"} == set()


def test_the_face_is_exactly_this():
    assert set(tilmash.__all__) == set(FACE)
    assert len(tilmash.__all__) == len(FACE)


def test_no_module_of_the_engine_bears_the_name_of_a_function_of_its_face():
    assert {path.stem for path in modules(SRC / "tilmash")} & set(FACE) == set()


def test_only_the_language_door_names_the_engine():
    askers = [
        name_of(path) for path in modules(SRC / "qabyldau") if "tilmash" in path.read_text(encoding="utf-8")
    ]
    assert {name.split("/")[2] for name in askers} <= {"language", "interfaces"}


def test_the_category_list_of_the_product_names_the_themes_of_the_engine():
    lines = (SRC / "tilmash" / "lang" / "themes.tsv").read_text(encoding="utf-8").splitlines()
    table = [line for line in lines if line and not line.startswith("#")]
    themes = {row["code"]: row for row in csv.DictReader(table, delimiter="\t")}
    listed = SRC / "qabyldau" / "reference" / "categories" / "categories.csv"
    with listed.open(encoding="utf-8", newline="") as file:
        categories = {row["code"]: row for row in csv.DictReader(file)}
    assert list(categories) == list(themes)
    for code, theme in themes.items():
        row = categories[code]
        assert (row["parent"], row["name_kk"], row["name_ru"], row["name_en"]) == (
            theme["parent"], theme["kk"], theme["ru"], theme["en"],
        )  # fmt: skip
