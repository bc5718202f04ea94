"""Models and migrations say the same, and a migration changes shape only."""

import re
from io import StringIO

import pytest
from django.core.management import call_command

from tests.house.tree import PACKAGE, name_of


def migrations():
    return sorted(PACKAGE.rglob("migrations/0*.py"))


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, stdout=StringIO())


@pytest.mark.parametrize("path", migrations(), ids=name_of)
def test_a_migration_loads_no_reference_data(path):
    source = path.read_text(encoding="utf-8")
    assert not re.search(r"reference|\.csv|loaddata|get_model|\.objects\.", source)
    assert "RunPython(" not in source, "only history.append_only.guarded makes a step of code"


@pytest.mark.parametrize("path", migrations(), ids=name_of)
def test_a_migration_is_named_after_what_it_does(path):
    assert re.fullmatch(r"\d{4}_(initial|[a-z]+(_[a-z0-9]+)+)\.py", path.name)
    assert not re.search(r"_auto_|\d{8}", path.name)
