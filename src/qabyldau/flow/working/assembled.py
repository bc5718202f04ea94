"""One answer out of the parts of a case: what each authority's part was about and what came of it."""

from qabyldau.casework.models import Case
from qabyldau.core.localized import OWN_NAMES
from qabyldau.routines.queries import parts_of


def assembled(case: Case) -> dict[str, str]:
    """Return the parts that have a result, numbered, as a beginning of the answer in each language; {} where there are none.

    Titles and results stand in the language in which they were written: whoever writes the answer carries them over.
    """
    rows = [row for row in parts_of(case) if row.result]
    lines = "\n".join(f"{place}. {row.title}: {row.result}" for place, row in enumerate(rows, 1))
    return dict.fromkeys(OWN_NAMES, lines) if lines else {}
