"""Every package says in one sentence what belongs in it; apps have the six files and no others' names."""

import ast

import pytest

from tests.house.tree import PACKAGE, SRC, floor_of, modules, name_of

FORBIDDEN = {"utils", "helpers", "common", "manager", "managers", "data", "info", "misc"}


def packages():
    return [
        path.parent
        for path in sorted(SRC.rglob("__init__.py"))
        if not {"tests", "migrations"} & set(path.parts)
    ]


@pytest.mark.parametrize("package", packages(), ids=lambda path: path.relative_to(SRC).as_posix())
def test_a_package_begins_with_one_sentence(package):
    said = ast.get_docstring(ast.parse((package / "__init__.py").read_text(encoding="utf-8"))) or ""
    first = said.partition("\n")[0]
    assert first.endswith("."), "say in one sentence what belongs here"
    assert 10 < len(first) <= 160


def test_every_room_of_the_plan_is_there_and_no_other():
    rooms = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert rooms == set(floor_of())


def test_no_module_has_a_name_that_says_nothing():
    assert [
        name_of(path) for path in modules() if path.stem in FORBIDDEN or path.parent.name in FORBIDDEN
    ] == []


def test_no_import_hides_inside_a_function():
    hidden = [
        f"{name_of(path)}:{node.lineno}"
        for path in modules()
        if path.name != "apps.py"
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, (ast.Import, ast.ImportFrom))
    ]
    assert hidden == []
