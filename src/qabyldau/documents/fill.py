"""A program of its own: JSON in, DOCX out, by docxtpl in the sandbox of Jinja.

The sandbox refuses what reaches for the inside of Python, and what people wrote is escaped: `Қ < 5 & "ә"` stays whole. The
parts of the file are packed anew in one order and with one date, so that the same data give the same bytes.
"""

import base64
import io
import json
import resource
import sys
import zipfile
from datetime import UTC, datetime

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

MEMORY = 1 << 30
"""Bytes of address space."""
PACKED_ON = (1980, 1, 1, 0, 0, 0)


def main() -> None:
    """Fill the template that is given with the data that are given."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    given = json.load(sys.stdin)
    form = DocxTemplate(io.BytesIO(base64.b64decode(given["template"])))
    form.render(given["data"], SandboxedEnvironment(autoescape=True, undefined=StrictUndefined))
    date_it(
        form,
        datetime.fromtimestamp(given["at"], UTC).replace(tzinfo=None),
        str(given["data"].get("title", "")),
    )
    out = io.BytesIO()
    form.save(out)
    sys.stdout.buffer.write(packed_anew(out.getvalue()))


def date_it(form: DocxTemplate, at: datetime, title: str) -> None:
    """Give the file its title and date, and no name of whoever ran the program."""
    about = form.docx.core_properties
    about.created = about.modified = at
    about.title, about.author, about.last_modified_by, about.comments = title[:250], "", "", ""
    about.revision = 1


def packed_anew(made: bytes) -> bytes:
    """Return a package with its parts in the order of their names, the list of types first, all of one date."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, PACKED_ON)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return out.getvalue()


if __name__ == "__main__":
    main()
