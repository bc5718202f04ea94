"""The language tables (TSV) and the one way to open them; every word that tilmash knows is data, not code."""

from functools import cache
from pathlib import Path

from tilmash.errors import LanguageFileError

HOME = Path(__file__).parent


@cache
def read_table(name: str) -> tuple[tuple[str, ...], ...]:
    """Give the rows of `lang/<name>` without its heading, blank lines and lines that begin with `#`.

    Raises LanguageFileError when a row has another number of columns than the heading.
    """
    rows: list[tuple[str, ...]] = []
    width = 0
    for number, line in enumerate((HOME / name).read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = tuple(cell.strip() for cell in line.split("\t"))
        width = width or len(cells)
        if len(cells) != width:
            raise LanguageFileError(f"{name}:{number}: {len(cells)} columns where the heading has {width}")
        rows.append(cells)
    return tuple(rows[1:])


@cache
def words_of(name: str) -> frozenset[str]:
    """Give the words of a table whose first column holds words separated by blanks, as they are written there."""
    return frozenset(word for row in read_table(name) for word in row[0].split())


@cache
def concept_rows() -> tuple[tuple[str, ...], ...]:
    """Give every row of `lang/concepts/`: concept, theme, weight, urgency, Kazakh patterns, Russian patterns."""
    names = sorted(str(path.relative_to(HOME)) for path in (HOME / "concepts").rglob("*.tsv"))
    return tuple(row for name in names for row in read_table(name))
