"""``qabyldau bodies import|export|find``: the register of public bodies, and who in it is responsible for a matter."""

import argparse

from qabyldau.areas.models import Area
from qabyldau.core import clock
from qabyldau.core.errors import InputError
from qabyldau.interfaces.cli.body_import import TABLES, export_tables, import_table
from qabyldau.interfaces.cli.folders import Tables, add_folder_arguments, export_folder, import_folder
from qabyldau.interfaces.cli.office_import import named
from qabyldau.people.queries.bodies import bodies_for

BODIES = Tables(TABLES, import_table, export_tables)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what is done."""
    deeds = parser.add_subparsers(dest="deed", required=True)
    add_folder_arguments(deeds, BODIES, "bodies")
    finding = deeds.add_parser("find", help="say who is responsible for a theme in an area, and why")
    finding.add_argument("theme", help="code of a theme: roads.repair")
    finding.add_argument("area", nargs="?", default="", help="code of an area: almaty-almaly")


def run(options: argparse.Namespace) -> int:
    """Do what was asked."""
    if options.deed == "import":
        return import_folder(options, BODIES)
    return export_folder(options, BODIES) if options.deed == "export" else _find(options)


def _find(options: argparse.Namespace) -> int:
    area: Area | None = named(Area, "area", options.area)
    finding = bodies_for(theme=options.theme, area=area, on=clock.today("Asia/Almaty"), office_key="")
    if not finding.found:
        raise InputError("theme", "no body of the register answers for it there")
    for row in finding.found:
        place = row.area.code if row.area else "anywhere"
        way = f"{row.contact.delivery} {row.contact.address}".strip()
        print(f"{row.body.name_kk}  (theme {row.theme or 'any'}, area {place}; {way})")
    if not finding.is_sure:
        print("Not sure: a person has to choose.")
    return 0
