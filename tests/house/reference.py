"""The reference pages that are made from the code: ``make docs`` writes them, ``test_docs.py`` compares.

Tables by room, rights by role, settings, deeds of the history, commands and tasks: each page has an introduction by hand
above the line ``<!-- made from the code -->`` and rows below it that are written anew.
"""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings

from tests.house.tree import PACKAGE, ROOT, modules, name_of, parsed

PAGES = ROOT / "docs" / "reference"
LINE = "<!-- made from the code: make docs -->"
ALIASES = {"database_url": "DATABASE_URL"}


def _field_row(field) -> str:
    kind = type(field).__name__
    points = f" → {field.related_model._meta.label}" if field.is_relation and field.related_model else ""
    notes = [
        word
        for word, holds in (("unique", field.unique), ("may be empty", field.null or field.blank))
        if holds
    ]
    if kind == "EncryptedField":
        notes.append("encrypted")
    return f"| `{field.name}` | {kind}{points} | {', '.join(notes)} |"


def data_model() -> str:
    """Return the tables of every room, in the order of the road."""
    parts = []
    for config in apps.get_app_configs():
        models = [model for model in config.get_models() if model.__module__.startswith("qabyldau.")]
        if models:
            parts.append(f"## {config.label}\n")
        for model in models:
            said = (model.__doc__ or "").strip().partition("\n")[0]
            rows = [_field_row(field) for field in model._meta.concrete_fields]
            parts.append(
                f"### {model.__name__}\n\n{said}\n\n| column | kind | |\n|---|---|---|\n"
                + "\n".join(rows)
                + "\n"
            )
            held = [f"`{item.name}`" for item in model._meta.constraints]
            if held:
                parts.append(f"Held by the database: {', '.join(held)}.\n")
    return "\n".join(parts)


def permissions() -> str:
    """Return the table of roles and what each may do."""
    from qabyldau.accounts.rules import ROLE_PERMISSIONS, Permission, Role  # noqa: PLC0415

    head = "| may | " + " | ".join(role.value for role in Role) + " |"
    rule = "|---|" + ":-:|" * len(Role)
    rows = [
        f"| `{right.value}` | "
        + " | ".join("yes" if right in ROLE_PERMISSIONS[role] else "" for role in Role)
        + " |"
        for right in Permission
    ]
    return "\n".join([head, rule, *rows]) + "\n"


def environment() -> dict[str, str]:
    """Return every setting an installation may make, with its default, as it is named in the environment."""
    from qabyldau.config.settings.environment import Environment  # noqa: PLC0415

    found = {}
    for name, field in Environment.model_fields.items():
        default = "" if field.default_factory or field.is_required() else repr(field.default)
        found[ALIASES.get(name, f"QABYLDAU_{name.upper()}")] = default
    return found


def actions() -> dict[str, str]:
    """Return every action that the history may name and the file that records it."""
    found = {}
    for path in modules(PACKAGE):
        for call in ast.walk(parsed(path)):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "record" and len(call.args) > 1:
                for constant in ast.walk(call.args[1]):
                    if isinstance(constant, ast.Constant) and re.fullmatch(
                        r"[a-z]+\.[a-z_.]+", str(constant.value)
                    ):
                        found[constant.value] = name_of(path)
    return dict(sorted(found.items()))


def commands() -> dict[str, str]:
    """Return every subcommand of ``qabyldau`` with its line of help."""
    from qabyldau.interfaces.cli.main import COMMANDS  # noqa: PLC0415

    return {name: command.help for name, command in COMMANDS.items()}


def tasks() -> dict[str, str]:
    """Return every task by name, with what it does and how often it runs by itself."""
    from qabyldau.config.queue import TASKS  # noqa: PLC0415
    from qabyldau.flow.tasks import CLOCKWORK  # noqa: PLC0415

    said = {name: (task.func.__doc__ or "").strip() for name, task in TASKS.items()}
    return {name: f"{text} | {CLOCKWORK.get(name, 'when it is asked for')}" for name, text in said.items()}


def _table(head: str, rows: Iterator[str]) -> str:
    columns = head.count("|") - 1
    return "\n".join([head, "|" + "---|" * columns, *rows]) + "\n"


def _settings_page() -> str:
    return _table(
        "| name | default |",
        (f"| `{name}` | {f'`{value}`' if value else ''} |" for name, value in environment().items()),
    )


def _actions_page() -> str:
    return _table(
        "| action | recorded in |", (f"| `{name}` | `{path}` |" for name, path in actions().items())
    )


def _commands_page() -> str:
    return _table(
        "| command | what it does |", (f"| `qabyldau {name}` | {said} |" for name, said in commands().items())
    )


def _tasks_page() -> str:
    return _table(
        "| task | what it does | runs every |", (f"| `{name}` | {said} |" for name, said in tasks().items())
    )


MADE: dict[str, Callable[[], str]] = {
    "data-model.md": data_model,
    "permissions.md": permissions,
    "settings.md": _settings_page,
    "history-actions.md": _actions_page,
    "commands.md": _commands_page,
    "tasks.md": _tasks_page,
}


def page(name: str) -> tuple[Path, str]:
    """Return the path of a page and what it must say now."""
    path = PAGES / name
    by_hand = path.read_text(encoding="utf-8").partition(LINE)[0] if path.is_file() else f"# {path.stem}\n\n"
    return path, f"{by_hand}{LINE}\n\n{MADE[name]().rstrip()}\n"


def main() -> None:
    """Write every page anew."""
    if not settings.configured or not apps.ready:
        django.setup()
    for name in MADE:
        path, words = page(name)
        path.write_text(words, encoding="utf-8")
        print(name_of(path))


if __name__ == "__main__":
    main()
