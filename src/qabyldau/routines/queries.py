"""Reading parts, checklists and macros."""

from qabyldau.casework.models import Case
from qabyldau.core.errors import MissingError
from qabyldau.offices.models import Office
from qabyldau.routines.models import CasePart, CheckItem, Macro
from qabyldau.routines.rules import AWAITED


def parts_of(case: Case) -> list[CasePart]:
    """Return the parts of a case in their order."""
    return list(CasePart.objects.filter(case=case).order_by("position"))


def open_parts_of(case: Case) -> list[CasePart]:
    """Return the parts of a case of which nothing has come yet: an answer without them is not whole."""
    return [row for row in parts_of(case) if row.state in AWAITED]


def part_of(case: Case, uuid: str) -> CasePart:
    """Return one part of a case; raise MissingError for any other."""
    row = CasePart.objects.filter(case=case, uuid=uuid).first()
    if row is None:
        raise MissingError("part")
    return row


def checks_of(case: Case) -> list[CheckItem]:
    """Return the checklist of a case in its order."""
    return list(CheckItem.objects.filter(case=case).order_by("position"))


def check_of(case: Case, uuid: str) -> CheckItem:
    """Return one line of the checklist of a case; raise MissingError for any other."""
    row = CheckItem.objects.filter(case=case, uuid=uuid).first()
    if row is None:
        raise MissingError("check")
    return row


def macros_of(office: Office) -> list[Macro]:
    """Return the macros of an office with what they are called, by name."""
    rows = Macro.objects.filter(office=office, is_active=True).only("uuid", "name_kk", "name_ru", "name_en")
    return list(rows.order_by("name_kk", "pk"))


def macro_for(office: Office, uuid: str) -> Macro:
    """Return one macro of an office; raise MissingError for any other."""
    row = Macro.objects.filter(office=office, is_active=True, uuid=uuid).select_related("ready_text").first()
    if row is None:
        raise MissingError("macro")
    return row
