"""``qabyldau casework``: the work on cases, looked at from outside."""

import argparse
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path

from django.utils import translation
from django.utils.translation import gettext as _

from qabyldau.core import clock, ids
from qabyldau.core.localized import OWN_NAMES
from qabyldau.documents.casefile.checking import Checked, check_bundle
from qabyldau.flow import check
from qabyldau.history.queries import entry_at


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what is asked."""
    deeds = parser.add_subparsers(dest="deed", required=True, metavar="DEED")
    bundle = deeds.add_parser(
        "verify-bundle",
        help="check a bundle of evidence: every sum, and that the PDF says what the JSON says",
    )
    bundle.add_argument("file", type=Path, help="the ZIP as it was made")
    bundle.add_argument("--json", action="store_true", help="print the findings as JSON")
    whole = deeds.add_parser(
        "check",
        help="check all casework: owners, terms, outcomes, answers, referrals, reminders, links, the outbox",
    )
    whole.add_argument("--json", action="store_true", help="print the findings as JSON, in every language")
    whole.add_argument("--language", choices=sorted(OWN_NAMES), default="en", help="language of the words")


def run(options: argparse.Namespace) -> int:
    """Do what was asked; 0 when all is well, 1 when something was found."""
    return _DEEDS[options.deed](options)


def _verify(options: argparse.Namespace) -> int:
    found = check_bundle(options.file.read_bytes())
    here = _stands_here(found)
    if options.json:
        print(json.dumps({**asdict(found), "history": here}, ensure_ascii=False, indent=2))
    else:
        print(_in_words(found, here))
    return int(bool(found.flaws) or here == "differs")


def _stands_here(found: Checked) -> str:
    """Return whether the head of the bundle's history stands in this installation: kept, differs, or unknown here."""
    entry = entry_at(found.stream, found.position)
    if entry is None:
        return "unknown"
    return "kept" if entry.hash == found.head else "differs"


def _in_words(found: Checked, here: str) -> str:
    said = {
        "kept": "The history of this installation holds the entry that the bundle names.",
        "differs": f"HISTORY entry {found.position} of {_plain(found.stream)} is not the one that the bundle names.",
        "unknown": "The history of the bundle is not on this installation; its head was not compared.",
    }
    lines = [
        f"Case {_plain(found.number)}, made {_plain(found.made_at)}: {found.texts} texts, {found.files} files.",
        *[f"CHANGED {_plain(flaw.part)}: {_plain(flaw.what)}" for flaw in found.flaws],
        said[here],
    ]
    if not found.is_paper_compared:
        lines.append(
            "The PDF was set by another version of the typesetter: its sum was checked, its words were not compared."
        )
    lines.append(
        "The bundle is as it was made."
        if not found.flaws
        else f"{len(found.flaws)} places are not as they were made."
    )
    return "\n".join(lines)


def _plain(said: str) -> str:
    """Return words of a bundle as one line: whoever has bent it writes no line of ours, and nothing to the terminal."""
    return "".join(sign if sign.isprintable() else "?" for sign in said)[:300]


def _check(options: argparse.Namespace) -> int:
    found = check.check_casework(clock.now())
    print(_as_json(found) if options.json else _said(found, options.language))
    return int(bool(found.findings))


def _as_json(found: check.Checked) -> str:
    findings = [
        {
            "rule": row.rule.name,
            "number": row.number,
            "office": row.office,
            "uuid": row.uuid,
            "wrong": {code: _in(code, row.rule.wrong) for code in OWN_NAMES},
            "mend": {code: _in(code, row.rule.mend) for code in OWN_NAMES},
        }
        for row in found.findings
    ]
    whole = {"checked": dict(found.checked), "broken": dict(found.broken), "findings": findings}
    return json.dumps(whole, ensure_ascii=False, indent=2)


def _in(language: str, words: object) -> str:
    with translation.override(language):
        return str(words)


def _said(found: check.Checked, language: str) -> str:
    lines = [", ".join(f"{name} {count}" for name, count in found.checked.items())]
    for name, times in found.broken.items():
        rows = [row for row in found.findings if row.rule.name == name]
        lines += [
            f"{name}: {times}",
            f"  {_in(language, rows[0].rule.wrong)}",
            f"  {_in(language, rows[0].rule.mend)}",
        ]
        lines += [f"    {row.office} {ids.say_number(row.number) or row.uuid}" for row in rows]
    with translation.override(language):
        lines.append(str(_("Nothing was found.")) if not found.findings else "")
    return "\n".join(lines).rstrip()


_DEEDS: Mapping[str, Callable[[argparse.Namespace], int]] = {"verify-bundle": _verify, "check": _check}
