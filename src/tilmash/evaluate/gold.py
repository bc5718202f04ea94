"""The project's own labelled appeals, with the place of every entity as offsets in the text.

Idea: the marks `{kind|words}` of a line are taken out one by one, and each leaves a span in the text that remains.
Source: `texts/appeals.tsv` and `texts/personal.tsv`, written for this project; columns and marks are told in
`texts/SOURCES.md`.

>>> unmark("{street|Абай} көшесі, {house|12} үй")
('Абай көшесі, 12 үй', (('street', 0, 4), ('house', 13, 15)))
"""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tilmash.errors import LanguageFileError

KINDS = frozenset(
    {"street", "house", "flat", "microdistrict", "landmark", "city", "person", "organisation", "date", "sum"}
    | {"phone", "iin", "bin", "email", "card", "iban", "plate", "handle", "document", "birth", "account"}
)
_HEADING = ("id", "matter", "language", "theme", "urgency", "text")
_MARK = re.compile(r"\{([a-z]+)\|([^{}|]+)\}")


@dataclass(frozen=True, slots=True)
class GoldText:
    """One labelled appeal.

    `matter` joins texts on the same trouble in the same place; `language` is kk, ru, mixed, en or other; `urgency` goes
    from 0 (none) to 3 (danger to life); `spans` are (kind, start, end) in characters of `text`, in order.
    """

    id: str
    matter: str
    language: str
    theme: str
    urgency: int
    text: str
    spans: tuple[tuple[str, int, int], ...]


@cache
def appeals() -> tuple[GoldText, ...]:
    """Give all labelled appeals in the order of the file.

    Raises LanguageFileError when the heading, the number of columns, an urgency or a mark is not as agreed.
    """
    return _texts("appeals.tsv")


@cache
def personal() -> tuple[GoldText, ...]:
    """Give the appeals dense with personal data and with what only looks like it, in the order of the file.

    Raises LanguageFileError as `appeals` does.
    """
    return _texts("personal.tsv")


def _texts(name: str) -> tuple[GoldText, ...]:
    lines = (files("tilmash.evaluate") / "texts" / name).read_text(encoding="utf-8").splitlines()
    if tuple(lines[0].split("\t")) != _HEADING:
        raise LanguageFileError(f"{name}:1: another heading than id, matter, language, theme, urgency, text")
    return tuple(_read(name, number, line) for number, line in enumerate(lines[1:], start=2))


def unmark(marked: str) -> tuple[str, tuple[tuple[str, int, int], ...]]:
    """Take the marks out of a text: the text as it was sent, and (kind, start, end) of each mark in it.

    Raises LanguageFileError for a kind that is not in KINDS and for a brace that belongs to no mark.
    """
    plain = ""
    spans: list[tuple[str, int, int]] = []
    done = 0
    for mark in _MARK.finditer(marked):
        kind, words = mark.groups()
        if kind not in KINDS:
            raise LanguageFileError(f"a mark of an unknown kind: {kind}")
        plain += marked[done : mark.start()]
        spans.append((kind, len(plain), len(plain) + len(words)))
        plain += words
        done = mark.end()
    plain += marked[done:]
    if set(plain) & set("{|}"):
        raise LanguageFileError(f"a mark that does not end or begin: {plain}")
    return plain, tuple(spans)


def _read(name: str, number: int, line: str) -> GoldText:
    cells = line.split("\t")
    if len(cells) != len(_HEADING) or cells[4] not in {"0", "1", "2", "3"}:
        raise LanguageFileError(f"{name}:{number}: six columns with an urgency of 0 to 3 are agreed")
    text, spans = unmark(cells[5])
    return GoldText(cells[0], cells[1], cells[2], cells[3], int(cells[4]), text, spans)
