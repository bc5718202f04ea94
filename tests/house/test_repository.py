"""What may never lie in the repository: addresses of machines and indexes, names of parties, secrets, heavy files."""

import ast
import re
import subprocess

import pytest
from django.apps import apps
from django.db import models

from tests.house.tree import ROOT, name_of, parsed, text_files

HOUSE = "tests/house/"
LARGEST = 1024 * 1024
# What was trained cannot be read line by line; its card says what it was made from.
LARGEST_TRAINED = 8 * LARGEST
WORDS = tuple(f"src/tilmash/{folder}/" for folder in ("lang", "models", "train/texts", "evaluate/texts"))
COMMON_WORDS = {"аманат", "ақ жол", "ак жол", "байтақ"}
PATHS = re.compile(r"(?<![\w.<])/(?:work|home|root|Users)/(?!\$)[\w.-]+|(?<![\w./])/tmp/[\w.-]+")
INDEXES = re.compile(
    r"(?:pypi|pythonhosted|npmjs|jsdelivr|unpkg|cdnjs|googleapis)\.(?:org|com|net)|--(?:extra-)?index-url",
    re.I,
)
KEYS = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY|(?:AKIA|ghp_|xox[bp]-)[A-Za-z0-9]{10,}")
PARTIES = re.compile(
    "|".join(
        (
            "amanat",
            "аманат",
            "нұр отан",
            "нур отан",
            "ауыл партия",
            "ақ жол",
            "ак жол",
            "байтақ",
            "respublica",
        )
    ),
    re.I,
)
FILES = [path for path in text_files() if not name_of(path).startswith(HOUSE)]


def found(pattern, files=FILES):
    return [
        f"{name_of(path)}: {hit[0]}"
        for path in files
        for hit in [pattern.search(path.read_text(encoding="utf-8", errors="replace"))]
        if hit
    ]


def test_no_path_of_a_machine_is_written_down():
    sources = [path for path in FILES if path.suffix not in {".csv", ".tsv", ".jsonl", ".po"}]
    assert found(PATHS, sources) == []


def test_no_package_index_or_outside_server_of_scripts_is_named():
    assert found(INDEXES) == []


def test_no_key_lies_here():
    assert found(KEYS) == []


def test_names_of_parties_stand_only_in_the_demonstration():
    """A word list of the engine may hold common words that a party is named after; names of parties it may not."""
    files = [path for path in FILES if not name_of(path).startswith("src/qabyldau/reference/demo/")]
    words = [path for path in files if name_of(path).startswith(WORDS)]
    assert found(PARTIES, [path for path in files if path not in words]) == []
    named = (PARTIES.findall(path.read_text(encoding="utf-8")) for path in words)
    assert {name.lower() for names in named for name in names} <= COMMON_WORDS


def test_nothing_weighs_more_than_a_megabyte():
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, timeout=30)
    if tracked.returncode:
        pytest.skip("not a git checkout")
    files = [ROOT / name for name in tracked.stdout.split("\0") if name]
    trained = [path for path in files if name_of(path).startswith("src/tilmash/models/")]
    plain = [path for path in files if path.is_file() and path not in trained]
    assert [name_of(path) for path in plain if path.stat().st_size > LARGEST] == []
    assert [name_of(path) for path in trained if path.stat().st_size > LARGEST_TRAINED] == []


def test_every_trained_file_has_a_card():
    models = ROOT / "src" / "tilmash" / "models"
    files = [path for path in models.iterdir() if path.suffix not in {".py", ".toml"} and path.is_file()]
    assert files
    assert [
        path.name for path in files if not (models / f"{path.name.partition('.')[0]}.card.toml").is_file()
    ] == []


def test_what_is_made_here_is_not_kept():
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, timeout=30)
    made = re.compile(r"\.(mo|pyc|sqlite3|key|log)$|^(var|\.venv|build|dist)/")
    assert [name for name in tracked.stdout.splitlines() if made.search(name)] == []


def test_every_folder_of_reference_data_names_its_source_and_licence():
    folders = [path for path in (ROOT / "src/qabyldau/reference").iterdir() if path.is_dir()]
    assert [name_of(path) for path in folders if not (path / "SOURCES.md").is_file()] == []


@pytest.mark.parametrize(
    "name",
    [
        "README.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "LICENSE",
        "SECURITY.md",
        "publiccode.yml",
        "Makefile",
        ".ci/run",
    ],
)
def test_what_a_stranger_looks_for_is_there(name):
    assert (ROOT / name).stat().st_size > 100


def test_the_readme_speaks_three_languages_and_names_the_two_commands():
    words = (ROOT / "README.md").read_text(encoding="utf-8")
    assert words.index("## Қазақша") < words.index("## Русский") < words.index("## English")
    assert words.count("python3 start.py demo") >= 3
    assert words.count("python3 start.py test") >= 3


def test_the_makefile_lists_its_commands():
    words = (ROOT / "Makefile").read_text(encoding="utf-8")
    for command in ("check", "test", "bench", "promises", "chaos", "lock", "docs"):
        assert re.search(rf"^{command}:.*##", words, re.MULTILINE), command


OPINIONS = {
    "vote",
    "votes",
    "loyalty",
    "supporter",
    "support",
    "ethnicity",
    "nationality",
    "religion",
    "belief",
    "party",
    "iin",
    "score",
    "rating",
    "rank",
    "reputation",
    "trust",
    "risk",
    "blacklist",
    "querulant",
    "complainer",
    "troublemaker",
}


PEOPLE = {"Applicant", "Cosigner", "ContactLook", "CitizenTick"}
"""Tables about those who bring appeals."""


def test_no_table_about_senders_has_a_number_or_a_list_that_could_judge_them():
    judging = (
        models.IntegerField,
        models.FloatField,
        models.DecimalField,
        models.BooleanField,
        models.JSONField,
    )
    columns = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("qabyldau.") and model.__name__ in PEOPLE
        for field in model._meta.concrete_fields
        if isinstance(field, judging) and not field.primary_key
    ]
    assert sorted(columns) == ["CitizenTick.is_answer", "Cosigner.position"]


def test_no_table_has_a_column_for_what_a_person_thinks_or_is():
    columns = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("qabyldau.")
        for field in model._meta.get_fields()
        if OPINIONS & set(field.name.split("_"))
    ]
    assert columns == []


SERVERS = {"src/qabyldau/config/wsgi.py"}
"""Modules that may name a part of the network beside the gateways: they answer, and ask nobody."""


def imported(path):
    """Yield what a module imports, whole and by its first name."""
    for node in ast.walk(parsed(path)):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        for name in names:
            yield from (name, name.partition(".")[0])


TRANSLATORS = re.compile(
    r"translate\.(google|yandex)|api\.deepl|libretranslate|googletrans|mymemory", re.IGNORECASE
)


def test_no_text_leaves_for_a_translator_or_another_reader():
    named = [
        path for path in (ROOT / "src").rglob("*.py") if TRANSLATORS.search(path.read_text(encoding="utf-8"))
    ]
    assert named == []
    outside = {"socket", "http", "urllib.request", "requests", "httpx", "smtplib", "imaplib"}
    speaking = {
        name_of(path)
        for path in (ROOT / "src").rglob("*.py")
        if "tests" not in path.parts and outside & set(imported(path))
    }
    assert {name for name in speaking if "/gateways/" not in name} <= SERVERS
