"""What is promised and what proves it: ``make promises`` prints the table of ``docs/reference/promises.toml``."""

import ast
import shlex
import tomllib
from dataclasses import dataclass

from tests.house.tree import ROOT

TABLE = ROOT / "docs" / "reference" / "promises.toml"


@dataclass(frozen=True)
class Promise:
    """One row: each of ``tests`` is ``path::name``, a path, or a command; an open promise says why it is open."""

    id: str
    promise: str
    tests: list[str]
    state: str
    reason: str = ""

    def missing(self) -> list[str]:
        """Return the tests and commands that are not there."""
        return [test for test in self.tests if not _exists(test)]


def _exists(test: str) -> bool:
    if test.startswith("python"):
        return _command_exists(shlex.split(test))
    path, _, name = test.partition("::")
    file = ROOT / path
    if not file.is_file():
        return False
    tree = ast.parse(file.read_text("utf-8"))
    return not name or name in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def _command_exists(words: list[str]) -> bool:
    if words[1] == "-m":
        folder = ROOT / words[2]
        return (folder / "__main__.py").is_file() or folder.with_suffix(".py").is_file()
    return (ROOT / words[1]).is_file()


def promises() -> list[Promise]:
    """Return every row of the table."""
    return [Promise(**row) for row in tomllib.loads(TABLE.read_text(encoding="utf-8"))["promise"]]


def main() -> None:
    """Print the table and how many are kept."""
    rows = promises()
    for row in rows:
        print(f"{row.id:<14} {row.state:<5} {row.promise}")
        for line in [*row.tests, *([f"open: {row.reason}"] if row.reason else [])]:
            print(f"{'':<20} {line}")
    print(f"\n{sum(row.state == 'kept' for row in rows)} of {len(rows)} kept")


if __name__ == "__main__":
    main()
