"""DOCX by docxtpl, in a process of its own and in the sandbox of Jinja; the same bytes for the same data.

A template is either ours, made by ``letter_form``, or a file that an office brought: that one is looked at before it is
opened (too many parts, too large when unpacked, an XML with a document type), and whatever its expressions reach for, the
sandbox refuses.
"""

import base64
import io
import re
import zipfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from qabyldau.core.errors import InputError
from qabyldau.documents.apart import SECONDS, TooLargeError, run_apart
from qabyldau.documents.letter_form import letter_form
from qabyldau.documents.zipped import DAMAGED

_PROGRAM = Path(__file__).with_name("fill.py")
_FORMS = {"letter": letter_form}
MOST_PARTS = 300
MOST_UNPACKED = 20_000_000
MOST_TEMPLATE = 5_000_000
"""Bytes of a template as it is brought; ``MOST_UNPACKED`` those of all its parts together."""
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""Signs that XML cannot hold."""


def make_docx(form: str, data: Mapping[str, Any], at: datetime) -> bytes:
    """Return the DOCX of one of our forms by its name, dated ``at``; raise FileNotFoundError for one there is not."""
    if form not in _FORMS:
        raise FileNotFoundError(f"there is no form {form!r}")
    return fill_docx(_FORMS[form](), data, at)


def fill_docx(template: bytes, data: Mapping[str, Any], at: datetime, *, seconds: float = SECONDS) -> bytes:
    """Return a template filled with data.

    Raises InputError for what is no DOCX, TooLargeError for one too large, DocumentError where its expressions are wrong,
    reach for what they must not, or do not end.
    """
    check_template(template)
    given = {
        "template": base64.b64encode(template).decode("ascii"),
        "data": _clean(data),
        "at": int(at.timestamp()),
    }
    return run_apart(_PROGRAM, given, seconds=seconds)


def check_template(template: bytes) -> None:
    """Raise InputError or TooLargeError for a file that is not safely opened as a DOCX template."""
    if len(template) > MOST_TEMPLATE:
        raise TooLargeError(f"a template has at most {MOST_TEMPLATE} bytes")
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as package:
            entries = package.infolist()
            if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
                raise TooLargeError(
                    f"a template unpacks to at most {MOST_UNPACKED} bytes in {MOST_PARTS} parts"
                )
            texts = [package.read(entry) for entry in entries if entry.filename.endswith((".xml", ".rels"))]
            names = {entry.filename for entry in entries}
    except DAMAGED as error:
        raise InputError("template", "this is no DOCX file; save it as DOCX and bring it again") from error
    if "word/document.xml" not in names:
        raise InputError("template", "this is no DOCX file; save it as DOCX and bring it again")
    if any(b"<!DOCTYPE" in text or b"<!ENTITY" in text for text in texts):
        raise InputError("template", "the file has a document type inside; save it anew as DOCX")


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return _UNSEEN.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    if isinstance(value, Mapping):
        return {str(key): _clean(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(each) for each in value]
    return value
