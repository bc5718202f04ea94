"""PDF by typst: tagged (PDF/UA-1), with typst's own fonts, the same bytes for the same data.

A form is a file of ours under ``forms/``; what people wrote comes to it as data (``sys.inputs``), never as source, so that
``#read("/etc/passwd")`` in an appeal is printed as it stands. System fonts are not asked: Libertinus Serif, which typst
carries, has all Kazakh letters, and every machine sets the same page.
"""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from qabyldau.documents.apart import SECONDS, run_apart
from qabyldau.documents.signs import shown_in

_PROGRAM = Path(__file__).with_name("typeset.py")
_FORMS = Path(__file__).with_name("forms")


def make_pdf(form: str, data: Mapping[str, Any], at: datetime, *, seconds: float = SECONDS) -> bytes:
    """Return the PDF of a form by its name (``letter``, ``case``), dated ``at``.

    Raises FileNotFoundError for a form there is not, TooLargeError for more than a document holds, DocumentError where it
    cannot be set in ``seconds``.
    """
    if not (form.isalpha() and (_FORMS / f"{form}.typ").is_file()):
        raise FileNotFoundError(f"there is no form {form!r}")
    given = {"form": form, "data": shown_in(data), "at": int(at.timestamp())}
    return run_apart(_PROGRAM, given, seconds=seconds)
