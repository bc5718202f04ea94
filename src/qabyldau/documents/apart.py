"""Work done apart: a small program of ours in a process of its own, with an end to its time and its memory.

What sets a page or fills a form has loops and recursion of its own. In a child process a form that never ends, or a
library that falls, takes nothing with it.
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from qabyldau.core.errors import QabyldauError, RefusedError

SECONDS = 30
"""How long one document may take; a letter takes a fifth of a second."""
MOST_INPUT = 8_000_000
"""Letters of JSON that one document may be made of."""
MOST_OUTPUT = 40_000_000
"""Bytes that one document may have."""


class TooLargeError(RefusedError):
    """What should be made into a document is larger than any that people read."""


class DocumentError(QabyldauError):
    """A document could not be made; the text is the last line of what the program said."""


def run_apart(program: Path, given: Mapping[str, Any], *, seconds: float = SECONDS) -> bytes:
    """Return what ``program`` makes of ``given``, which it gets as JSON; raise TooLargeError or DocumentError."""
    said = json.dumps(given, ensure_ascii=False, sort_keys=True)
    if len(said) > MOST_INPUT:
        raise TooLargeError(f"a document is made of at most {MOST_INPUT} letters")
    try:
        done = subprocess.run(  # noqa: S603 - the program is a file of ours, what it works on comes by its input
            [sys.executable, "-I", str(program)],
            input=said.encode("utf-8", "replace"),
            capture_output=True,
            timeout=seconds,
            check=False,
            env={"PYTHONIOENCODING": "utf-8", "PYTHONHASHSEED": "0", "LANG": "C.UTF-8"},
        )
    except subprocess.TimeoutExpired as error:
        raise DocumentError(f"the document was not ready after {seconds} seconds") from error
    if done.returncode:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise DocumentError(lines[-1][:300] if lines else f"the program ended with {done.returncode}")
    if len(done.stdout) > MOST_OUTPUT:
        raise TooLargeError(f"a document has at most {MOST_OUTPUT} bytes")
    return done.stdout
