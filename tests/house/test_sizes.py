"""No room without end: the walls of the house. The list of exceptions may only shrink."""

import ast
from statistics import median

import pytest
from django.apps import apps

from tests.house.tree import INTERFACES, PACKAGE, ROOT, functions, lines, modules, name_of, templates

MODULE, FUNCTION, CLASS, TEMPLATE, STYLE, VIEW, TEST = 400, 50, 200, 150, 200, 25, 40
APP_LINES, APP_FILES, APP_MODELS = 1500, 12, 8

EXCEPTIONS: frozenset[str] = frozenset()
"""Names of files that are over their wall. Never add one: split the file."""


def over(wall, sizes):
    return {name: size for name, size in sizes.items() if size > wall and name not in EXCEPTIONS}


FLOORS = {"rules", "models", "labels", "queries", "services", "migrations", "tests"}
"""What an app is made of; another package inside it is a room of its own (decision 0041)."""


def apps_of_the_house():
    rooms = [path for path in sorted(PACKAGE.iterdir()) if (path / "__init__.py").is_file()]
    rooms = [path for path in rooms if path != INTERFACES]
    return rooms + [inner for path in rooms for inner in rooms_inside(path)]


def rooms_inside(app):
    return [
        path for path in sorted(app.iterdir()) if (path / "__init__.py").is_file() and path.name not in FLOORS
    ]


def test_no_module_is_longer_than_400_lines():
    assert over(MODULE, {name_of(path): lines(path) for path in modules()}) == {}


def test_no_function_is_longer_than_50_lines():
    sizes = {
        f"{name_of(path)}:{node.name}": node.end_lineno - node.lineno + 1
        for path in modules()
        for node in functions(path)
    }
    assert over(FUNCTION, sizes) == {}
    assert median(sizes.values()) <= 12


def test_no_class_is_longer_than_200_lines():
    sizes = {
        f"{name_of(path)}:{node.name}": node.end_lineno - node.lineno + 1
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    }
    assert over(CLASS, sizes) == {}


def test_no_view_is_longer_than_25_lines():
    sizes = {
        f"{name_of(path)}:{node.name}": node.end_lineno - node.lineno + 1
        for path in modules(INTERFACES)
        for node in functions(path)
        if node.args.args and node.args.args[0].arg == "request"
    }
    assert over(VIEW, sizes) == {}


def test_no_template_is_longer_than_150_lines():
    assert over(TEMPLATE, {name_of(path): lines(path) for path in templates()}) == {}


def test_templates_are_short():
    assert median(lines(path) for path in templates()) <= 30


def test_no_style_sheet_is_longer_than_200_lines():
    sheets = sorted(PACKAGE.rglob("static/**/*.css"))
    assert over(STYLE, {name_of(path): lines(path) for path in sheets}) == {}


@pytest.mark.parametrize("app", apps_of_the_house(), ids=name_of)
def test_no_app_outgrows_its_room(app):
    others = rooms_inside(app)
    inside = [path for path in modules(app) if not set(path.parents) & set(others)]
    assert sum(lines(path) for path in inside) <= APP_LINES
    assert len([path for path in inside if path.parent == app and path.name != "__init__.py"]) <= APP_FILES


@pytest.mark.parametrize(
    "group",
    [path for path in INTERFACES.glob("*/*") if path.is_dir() and (path / "__init__.py").is_file()],
    ids=str,
)
def test_no_group_of_pages_outgrows_its_room(group):
    assert sum(lines(path) for path in modules(group)) <= APP_LINES


def test_no_app_has_more_than_eight_tables():
    """Casework holds the case and everything that is written on it; offices the calendar too."""
    sizes = {}
    for model in apps.get_models():
        if model.__module__.startswith("qabyldau."):
            label = model._meta.app_label
            sizes[label] = sizes.get(label, 0) + 1
    assert over(APP_MODELS, sizes) == {}


def test_no_test_is_longer_than_40_lines():
    sizes = {}
    for folder in (ROOT / "tests", ROOT / "src"):
        for path in folder.rglob("test_*.py"):
            for node in functions(path):
                sizes[f"{name_of(path)}:{node.name}"] = node.end_lineno - node.lineno + 1
    assert over(TEST, sizes) == {}


def test_the_list_of_exceptions_names_only_what_is_there():
    assert [name for name in EXCEPTIONS if not (ROOT / name.partition(":")[0]).is_file()] == []
