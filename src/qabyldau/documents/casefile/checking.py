"""Whether a bundle is as it was made: every sum counted again, and the PDF set again from the JSON."""

import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from qabyldau.core.errors import InputError, QabyldauError
from qabyldau.documents.casefile.facts import SCHEMA, digest_of
from qabyldau.documents.casefile.making import BUNDLE, CASE, MANIFEST, PAPER, case_pdf, typesetter
from qabyldau.documents.zipped import DAMAGED

MOST_PARTS = 500
MOST_UNPACKED = 400_000_000
"""Bytes of all parts of a bundle together."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """One place where a bundle is not as it was made: ``part`` is its name, ``what`` says what is wrong."""

    part: str
    what: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found: flaws, what the bundle is about, and whether the PDF could be set again here to compare it."""

    flaws: tuple[Flaw, ...]
    number: str
    made_at: str
    stream: str
    position: int
    head: str
    texts: int
    files: int
    is_paper_compared: bool


def check_bundle(content: bytes) -> Checked:
    """Return what is found in a bundle; raise InputError for what is no bundle of ours at all."""
    parts = _parts(content)
    try:
        manifest, case = json.loads(parts[MANIFEST]), json.loads(parts[CASE])
        if (manifest["schema"], case["schema"]) != (BUNDLE, SCHEMA):
            raise InputError("file", f"this bundle has another shape than {BUNDLE} with {SCHEMA}")
        is_same_maker = manifest["made_with"]["typesetter"] == typesetter()
        found = [*_of_parts(manifest, parts), *_of_words(case, "case"), *_of_files(case, parts)]
        if is_same_maker:
            found += _of_paper(parts)
        history = case["history"]
        return Checked(
            flaws=tuple(found),
            number=str(case["number"]),
            made_at=str(case["made_at"]),
            stream=str(history["stream"]),
            position=int(history["position"]),
            head=str(history["head"]),
            texts=len(list(_texts(case))),
            files=len([name for name in parts if name.startswith("files/")]),
            is_paper_compared=is_same_maker,
        )
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise InputError(
            "file", "this is no bundle of a case: its manifest or case.json cannot be read"
        ) from error


def _parts(content: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as bundle:
            entries = bundle.infolist()
            if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
                raise InputError("file", f"a bundle has at most {MOST_PARTS} parts and {MOST_UNPACKED} bytes")
            if len({entry.filename for entry in entries}) != len(entries):
                raise InputError("file", "two parts of the bundle bear one name")
            return {entry.filename: bundle.read(entry) for entry in entries}
    except DAMAGED as error:
        raise InputError("file", "this is no ZIP file, or it is damaged") from error


def _of_parts(manifest: Mapping[str, Any], parts: Mapping[str, bytes]) -> Iterator[Flaw]:
    listed = {part["name"]: part for part in manifest["parts"]}
    for name, part in listed.items():
        if name not in parts:
            yield Flaw(name, "is missing")
        elif (len(parts[name]), digest_of(parts[name])) != (part["size"], part["sha256"]):
            yield Flaw(name, "was changed: its SHA-256 is not the one of the manifest")
    for name in parts.keys() - listed.keys() - {MANIFEST}:
        yield Flaw(name, "was added: the manifest does not know it")


def _texts(value: Any, place: str = "case") -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield every text with its SHA-256 and where it stands."""
    if isinstance(value, dict):
        if "body" in value and "sha256" in value:
            yield place, value
        for key, each in value.items():
            yield from _texts(each, f"{place}.{key}")
    elif isinstance(value, list):
        for number, each in enumerate(value, 1):
            yield from _texts(each, f"{place}[{number}]")


def _of_words(case: Mapping[str, Any], place: str) -> Iterator[Flaw]:
    for where, text in _texts(case, place):
        if digest_of(text["body"]) != text["sha256"]:
            yield Flaw(CASE, f"a text was changed: {where}")


def _of_files(case: Mapping[str, Any], parts: Mapping[str, bytes]) -> Iterator[Flaw]:
    for holder in (*case["appeals"], *case["letters"]):
        for file in holder["files"]:
            name = file["name"]
            if name and digest_of(parts.get(name, b"")) != file["sha256"]:
                yield Flaw(name, "is not the file that case.json names")


def _of_paper(parts: Mapping[str, bytes]) -> Iterator[Flaw]:
    try:
        made = case_pdf(parts[CASE])
    except QabyldauError:
        yield Flaw(PAPER, "could not be set again from case.json")
        return
    if made != parts.get(PAPER):
        yield Flaw(PAPER, "does not say what case.json says: set again it is another file")
