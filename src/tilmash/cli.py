"""The command `tilmash`: reads, masks and compares texts from arguments, files and pipes, for people or as JSON.

Input is read line by line and worked on in batches of 1,000, so that memory does not grow with the file. A line that
cannot be read is named by its number and skipped. Exit codes: 0 done, 1 something was not read, 2 misused, 130
interrupted, 141 nobody listened any more.
"""

import argparse
import io
import itertools
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

import tilmash
from tilmash.concepts import themes
from tilmash.errors import MissingPartError
from tilmash.face import Lang
from tilmash.messages import complain, flaw_of, said, said_or, speak, spoken
from tilmash.models import optional
from tilmash.segment import tokenize
from tilmash.types import Address, Label, Reading, Urgency

BATCH = 1_000
MEGABYTE = 1 << 20
LONGEST_LINE = 16 * MEGABYTE
_BATCH_BYTES = 8 * MEGABYTE
_MOST_NAMED = 1_000
_BAR = 30
_APART = {"train": "tilmash.train.__main__", "eval": "tilmash.evaluate.__main__"}
_STANDARD, _STDIN = "-", "stdin"
Answer = tuple[dict[str, Any], str]
Work = Callable[[list[str]], list[Answer]]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of input: its number (from 1), its bytes, and its text, or why it has none."""

    number: int
    raw: bytes
    text: str = ""
    flaw: str = ""


@dataclass(slots=True)
class Rejects:
    """Names the lines that were not read, counts them and keeps them for mending."""

    source: str
    kept: BinaryIO | None = None
    count: int = 0

    def add(self, line: Line, flaw: str) -> None:
        """Name a line and keep its bytes."""
        self.count += 1
        if self.count <= _MOST_NAMED:
            complain(f"{self.source}:{line.number}: {flaw}")
        elif self.count == _MOST_NAMED + 1:
            complain(said("unnamed"))
        if self.kept:
            self.kept.write(line.raw.rstrip(b"\r\n") + b"\n")


@dataclass(slots=True)
class Progress:
    """A bar on the terminal, of bytes where the size is known, else a count of texts; silent elsewhere."""

    total: int
    shown: bool = field(default_factory=lambda: sys.stderr.isatty())
    texts: int = 0
    done: int = 0

    def move(self, lines: Sequence[Line]) -> None:
        """Take in a batch that is finished."""
        self.texts += len(lines)
        self.done += sum(len(line.raw) for line in lines)
        if not self.shown or (self.total and self.total < MEGABYTE):
            return
        share = min(1.0, self.done / self.total) if self.total else 0.0
        filled = round(share * _BAR)
        bar = f"[{'#' * filled}{'.' * (_BAR - filled)}] {100 * share:3.0f} % " if self.total else ""
        print(f"\r{bar}{said('progress').format(self.texts)}", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        """Leave the line of the bar."""
        if self.shown and self.texts and not (self.total and self.total < MEGABYTE):
            print(file=sys.stderr)


def _read(texts: list[str]) -> list[Answer]:
    return [(asdict(reading), _as_words(reading)) for reading in tilmash.read(texts)]


def _mask(texts: list[str]) -> list[Answer]:
    return [({"masked": masked}, masked) for masked in tilmash.mask(texts)]


def _lang(texts: list[str]) -> list[Answer]:
    return [({"language": code}, code) for code in tilmash.language(texts)]


def _lemmas_in(language: Lang | None) -> Work:
    def work(texts: list[str]) -> list[Answer]:
        answers: list[Answer] = []
        for text in texts:
            words = [token.text for token in tokenize(text)]
            lemmas = [tilmash.lemma(word, language) for word in words]
            answers.append(({"words": words, "lemmas": lemmas}, " ".join(lemmas)))
        return answers

    return work


def _as_words(reading: Reading) -> str:
    """Give a reading for people: one line for each thing found."""
    rows: list[tuple[str, Iterable[str]]] = [
        ("language", [said_or(reading.language, reading.language)]),
        ("script", [said_or(reading.script, reading.script)]),
        ("themes", [_theme(label) for label in reading.themes]),
        ("urgency", [_urgency(reading.urgency)] if reading.urgency.level else []),
        ("places", [place.name for place in reading.places]),
        # A crossing stands in the reading once for each of its streets.
        ("addresses", dict.fromkeys(_address(address) for address in reading.addresses)),
        ("persons", [person.name for person in reading.persons]),
        ("organisations", [body.name for body in reading.organisations]),
        ("dates", [f"{date.text} ({date.value})" if date.value else date.text for date in reading.dates]),
        ("sums", [f"{money.text} ({money.value:g} {money.currency})" for money in reading.sums]),
        (
            "pii",
            [f"{said_or(f'pii_{span.kind}', span.kind)} ({span.start}–{span.end})" for span in reading.pii],
        ),
        ("restored", [reading.restored]),
        ("masked", [reading.masked] if reading.pii else []),
    ]
    lines = [f"{said(key)}: {'; '.join(found)}" for key, found in rows if found]
    return "\n".join(lines) + "\n"


def _theme(label: Label) -> str:
    name = getattr(themes()[label.code], spoken()) if label.code in themes() else label.code
    return f"{name} {label.p:.2f} ({', '.join(label.why)})"


def _urgency(urgency: Urgency) -> str:
    return f"{urgency.level}, {said(f'urgency_{urgency.level}')} ({', '.join(urgency.why)})"


def _address(address: Address) -> str:
    """Give the parts of an address, the greater first; the streets of a crossing always in one order."""
    parts = {
        name: getattr(address, name)
        for name in ("city", "microdistrict", "street", "house", "block", "flat", "landmark")
    }
    if address.crossing:
        parts["street"] = said("crossing").format(*sorted((address.street or "", address.crossing)))
    return ", ".join(said_or(f"its_{name}", "{}").format(part) for name, part in parts.items() if part)


def lines_of(source: BinaryIO) -> Iterator[Line]:
    """Give the lines of a source that are not blank; one over 16 megabytes is skipped to its end and said to be too long."""
    for number in itertools.count(1):
        raw = source.readline(LONGEST_LINE + 1)
        if not raw:
            return
        if len(raw) > LONGEST_LINE and not raw.endswith(b"\n"):
            rest = raw
            while rest and not rest.endswith(b"\n"):
                rest = source.readline(MEGABYTE)
            yield Line(number, raw[:0], flaw=said("too_long").format(LONGEST_LINE // MEGABYTE))
            continue
        line = _decoded(number, raw)
        if line.flaw or line.text.strip():
            yield line


def _decoded(number: int, raw: bytes) -> Line:
    body = raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw
    try:
        return Line(number, raw, body.decode("utf-8").rstrip("\r\n"))
    except UnicodeDecodeError:
        return Line(number, raw, flaw=said("not_utf8"))


def unwrapped(line: Line, name: str) -> Line:
    """Take the text of a line of JSON out of its field."""
    if line.flaw:
        return line
    try:
        row = json.loads(line.text)
    except (ValueError, RecursionError):
        return Line(line.number, line.raw, flaw=said("not_json"))
    if not isinstance(row, dict) or name not in row:
        return Line(line.number, line.raw, flaw=said("no_field").format(name))
    if not isinstance(row[name], str):
        return Line(line.number, line.raw, flaw=said("not_a_text").format(name))
    return Line(line.number, line.raw, row[name])


def batches(lines: Iterable[Line], most: int = BATCH) -> Iterator[list[Line]]:
    """Give lines in lists of at most `most` lines and about 8 megabytes."""
    batch: list[Line] = []
    size = 0
    for line in lines:
        batch.append(line)
        size += len(line.raw)
        if len(batch) >= most or size >= _BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _worked(work: Work, batch: list[Line], rejects: Rejects) -> Iterator[Answer]:
    """Give the answers of a batch; where it fails as a whole, text by text, so that one bad text spoils no other."""
    sound = [line for line in batch if not line.flaw]
    try:
        found: dict[int, Answer] = dict(
            zip((line.number for line in sound), work([line.text for line in sound]), strict=True)
        )
    except MissingPartError:
        raise
    except Exception:
        found = {}
    for line in batch:
        if line.flaw:
            rejects.add(line, line.flaw)
        elif line.number in found:
            yield found[line.number]
        else:
            yield from _one(work, line, rejects)


def _one(work: Work, line: Line, rejects: Rejects) -> Iterator[Answer]:
    try:
        yield from work([line.text])
    except Exception as error:
        rejects.add(line, said("unreadable").format(f"{type(error).__name__}: {error}"[:200]))


def _from_arguments(texts: Sequence[str]) -> Iterator[Line]:
    for number, text in enumerate(texts, 1):
        try:
            yield Line(number, text.encode("utf-8"), text)
        except UnicodeEncodeError:
            yield Line(number, os.fsencode(text), flaw=said("not_utf8"))


def _run(options: argparse.Namespace, work: Work) -> int:
    """Work through the input of one command and give the exit code."""
    with ExitStack() as opened:
        lines, name, total = _source(options, opened)
        if options.field:
            lines = (unwrapped(line, options.field) for line in lines)
        kept = opened.enter_context(Path(options.rejects).open("wb")) if options.rejects else None
        rejects, progress = Rejects(name, kept), Progress(total)
        is_live = name == _STDIN and sys.stdin is not None and sys.stdin.isatty()
        for batch in batches(lines, 1 if is_live else BATCH):
            for row, words in _worked(work, batch, rejects):
                print(_dumped(row) if options.json else words)
            sys.stdout.flush()
            progress.move(batch)
        progress.end()
    if rejects.count:
        complain(said("rejected").format(rejects.count))
    return 1 if rejects.count else 0


def _source(options: argparse.Namespace, opened: ExitStack) -> tuple[Iterator[Line], str, int]:
    """Give the lines of the input, its name and its size in bytes (0 where unknown)."""
    if options.text:
        return _from_arguments(options.text), said("argument"), 0
    if options.file in (None, _STANDARD):
        return lines_of(sys.stdin.buffer if sys.stdin else io.BytesIO()), _STDIN, 0
    path = Path(options.file)
    source = opened.enter_context(path.open("rb"))
    if options.rejects and Path(options.rejects).exists() and path.samefile(options.rejects):
        raise OSError(0, said("same_file").format(options.rejects, ""))
    return lines_of(source), options.file, os.fstat(source.fileno()).st_size


def _dumped(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False)


def _compared(options: argparse.Namespace) -> int:
    """Print how alike two texts are, and why."""
    rejects = Rejects(said("argument"))
    for line in _from_arguments(options.pair):
        if line.flaw:
            rejects.add(line, line.flaw)
    if rejects.count:
        return 1
    found = tilmash.similar(*options.pair)
    if options.json:
        print(_dumped({"score": float(found), "why": list(found.why)}))
    else:
        print(f"{said('score')}: {float(found):.2f}")
        print(f"{said('why')}: {'; '.join(found.why) or '–'}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="tilmash", description=said("about"))
    parser.add_argument(
        "--version", action="version", version=f"tilmash {tilmash.VERSION}", help=said("arg_version")
    )
    commands = parser.add_subparsers(
        dest="command", required=True, metavar="|".join([*_WORKS, "lemma", "similar", *_APART])
    )
    for name in (*_WORKS, "lemma"):
        command = commands.add_parser(name, help=said(name), description=said(name))
        command.add_argument("text", nargs="*", metavar=said("argument"), help=said("arg_text"))
        command.add_argument("-f", "--file", metavar=said("a_file"), help=said("arg_file"))
        command.add_argument("--field", metavar=said("a_field"), help=said("arg_field"))
        command.add_argument("--rejects", metavar=said("a_file"), help=said("arg_rejects"))
        command.add_argument("--json", action="store_true", help=said("arg_json"))
        if name == "lemma":
            command.add_argument("--language", choices=("kk", "ru"), help=said("arg_language"))
    pair = commands.add_parser("similar", help=said("similar"), description=said("similar"))
    pair.add_argument("pair", nargs=2, metavar=said("argument"), help=said("arg_pair"))
    pair.add_argument("--json", action="store_true", help=said("arg_json"))
    for name in _APART:
        commands.add_parser(name, help=said(name), add_help=False)
    return parser


_WORKS: dict[str, Work] = {"read": _read, "mask": _mask, "lang": _lang}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and give its exit code."""
    speak()
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        code = _dispatched(given)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader went away: what is still to be flushed has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except KeyboardInterrupt:
        return 130
    except (OSError, tilmash.TilmashError) as error:
        complain(flaw_of(error))
        return 1
    return code


def _dispatched(given: list[str]) -> int:
    if given and given[0] in _APART:
        module = optional(_APART[given[0]])
        if module is None:
            complain(said("missing"))
            return 1
        return int(module.main(given[1:]))
    parser = _parser()
    options = parser.parse_args(given)
    if options.command == "similar":
        return _compared(options)
    if options.text and options.file:
        parser.error(said("both"))
    work = _lemmas_in(options.language) if options.command == "lemma" else _WORKS[options.command]
    return _run(options, work)
