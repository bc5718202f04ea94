"""A program of its own: JSON in, PDF out, by typst with its own fonts, bound to the folder of our forms."""

import json
import resource
import sys
from pathlib import Path

import typst

FORMS = Path(__file__).resolve().parent / "forms"
MEMORY = 2 << 30
"""Bytes of address space; typst itself takes about a tenth of it."""


def main() -> None:
    """Set the form that is named with the data that are given."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    given = json.load(sys.stdin)
    made = typst.compile(
        str(FORMS / f"{given['form']}.typ"),
        root=str(FORMS),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(given["data"], ensure_ascii=False)},
        format="pdf",
        pdf_standards=["ua-1"],
        timestamp=given["at"],
    )
    sys.stdout.buffer.write(made)


if __name__ == "__main__":
    main()
