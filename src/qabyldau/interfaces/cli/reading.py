"""``qabyldau read TEXT|FILE|-``: what the machine reads in a text, with the words that decided."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from qabyldau import language
from qabyldau.core.errors import InputError
from qabyldau.interfaces.cli.tables import rows_of

LANGUAGE_NAMES = {
    "kk": {"kk": "қазақ тілі", "ru": "казахский", "en": "Kazakh"},
    "ru": {"kk": "орыс тілі", "ru": "русский", "en": "Russian"},
    "mixed": {"kk": "аралас", "ru": "смешанный", "en": "mixed Kazakh and Russian"},
    "en": {"kk": "ағылшын тілі", "ru": "английский", "en": "English"},
    "other": {"kk": "басқа тіл", "ru": "другой", "en": "another language"},
}
LONGEST_NAME = 255
LONGEST_INPUT = 5_000_000
"""Characters of one reading from a file or a pipe."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what to read."""
    parser.add_argument(
        "text", metavar="TEXT|FILE|-", help="a text, a file in UTF-8, or - for standard input"
    )
    parser.add_argument("--json", action="store_true", help="print as JSON")


def run(options: argparse.Namespace) -> int:
    """Read and print."""
    body = _body(options.text)
    found = language.read(body)
    names = {row["code"]: {code: row[f"name_{code}"] for code in ("kk", "ru", "en")} for row in _categories()}
    shown = _shown(found, body, names)
    print(json.dumps(shown, ensure_ascii=False, indent=2) if options.json else _as_words(shown))
    return 0


def _categories() -> list[dict[str, str]]:
    return rows_of("categories/categories.csv")


def _body(given: str) -> str:
    if given == "-":
        return sys.stdin.buffer.read(LONGEST_INPUT).decode("utf-8", "replace")
    path = Path(given)
    try:
        if len(given) > LONGEST_NAME or not path.is_file():
            return given
        return path.read_text(encoding="utf-8-sig")[:LONGEST_INPUT]
    except UnicodeDecodeError as error:
        raise InputError("file", f"{given} is not UTF-8: save it as UTF-8") from error
    except (OSError, ValueError):
        return given


def _shown(found: language.Understanding, body: str, names: dict[str, dict[str, str]]) -> dict[str, Any]:
    return {
        "language": found.language,
        "language_name": LANGUAGE_NAMES[found.language],
        "script": found.script,
        "themes": [
            {"code": code, "name": names.get(code, {}), "score": round(score, 3), "why": list(why)}
            for code, score, why in found.themes
        ],
        "pii": [
            {"kind": kind, "start": start, "end": end, "text": body[start:end]}
            for kind, start, end in found.pii
        ],
        "urgency": {"level": found.urgency, "why": list(found.urgency_why)},
        "masked": found.masked,
        "version": found.version,
    }


def _as_words(shown: dict[str, Any]) -> str:
    lines = [f"language  {shown['language']} ({shown['language_name']['en']}), script {shown['script']}"]
    lines += [
        f"theme     {theme['score']:.2f}  {theme['code']:<24} {theme['name'].get('kk', '')}: {', '.join(theme['why'])}"
        for theme in shown["themes"]
    ]
    lines += [
        f"personal  {span['kind']:<10} {span['start']}–{span['end']}  {span['text']}" for span in shown["pii"]
    ]
    if shown["urgency"]["level"]:
        lines.append(f"urgency   {shown['urgency']['level']}: {', '.join(shown['urgency']['why'])}")
    return "\n".join(lines)
