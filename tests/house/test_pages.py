"""What a page may use is a typed contract: a frozen dataclass whose every field says what it is."""

import ast

import pytest

from tests.house.tree import INTERFACES, modules, name_of, parsed


def pages():
    for path in modules(INTERFACES):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.ClassDef) and node.name.endswith("Page") and node.name != "Page":
                yield path, node


def is_frozen(node):
    wanted = "dataclass(frozen=True"
    return any(ast.unparse(item).startswith(wanted) for item in node.decorator_list)


def unexplained(node):
    """Return the fields that no docstring follows."""
    body = node.body
    for index, item in enumerate(body):
        if isinstance(item, ast.AnnAssign):
            following = body[index + 1] if index + 1 < len(body) else None
            said = isinstance(following, ast.Expr) and isinstance(following.value, ast.Constant)
            if not said:
                yield ast.unparse(item.target)


CASES = [pytest.param(path, node, id=f"{name_of(path)}:{node.name}") for path, node in pages()]


@pytest.mark.parametrize(("path", "node"), CASES)
def test_a_page_is_a_frozen_dataclass(path, node):
    assert is_frozen(node), f"{node.name} in {name_of(path)} must be @dataclass(frozen=True)"


@pytest.mark.parametrize(("path", "node"), CASES)
def test_every_field_of_a_page_has_a_docstring(path, node):
    assert list(unexplained(node)) == [], f"write a docstring under these fields of {node.name}"


def test_views_give_templates_a_page_and_nothing_else():
    loose = [
        f"{name_of(path)}:{call.lineno}"
        for path in modules(INTERFACES)
        for call in ast.walk(parsed(path))
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "render" and len(call.args) > 2
        if isinstance(call.args[2], ast.Dict)
        and [key.value for key in call.args[2].keys if isinstance(key, ast.Constant)] != ["page"]
    ]
    assert loose == []
