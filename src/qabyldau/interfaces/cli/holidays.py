"""``qabyldau holidays``: the table of days, made from the holidays library, for whoever keeps the reference data."""

import argparse
import csv
import re
import sys
from datetime import date
from typing import Any

from holidays import country_holidays

COLUMNS = ("on", "kind", "replaces", "name_kk", "name_ru", "name_en", "estimated", "source")
RUSSIAN = {
    "Жаңа жыл": "Новый год",
    "Православиелік Рождество": "Православное Рождество",
    "Халықаралық әйелдер күні": "Международный женский день",
    "Наурыз мейрамы": "Наурыз мейрамы",
    "Қазақстан халқының бірлігі мерекесі": "Праздник единства народа Казахстана",
    "Отан Қорғаушы күні": "День защитника Отечества",
    "Жеңіс күні": "День Победы",
    "Астана күні": "День столицы",
    "Қазақстан Республикасының Конституциясы күні": "День Конституции Республики Казахстан",
    "Республика күні": "День Республики",
    "Қазақстан Республикасы күні": "День Республики Казахстан",
    "Тәуелсіздік күні": "День Независимости",
    "Құрбан айт": "Курбан айт",
    "Қазақстан Республикасының Тұңғыш Президенті күні": "День Первого Президента Республики Казахстан",
}
"""The library has no Russian names; these are ours, after the Law on Holidays No. 267-II of 13.12.2001."""

_MOVED = re.compile(r"Демалыс күні \((\d\d)\.(\d\d)\.(\d{4})")
_OBSERVED, _ESTIMATED = "қайта белгіленген", "бағаланған"
SOURCE = "holidays 0.109"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say which years."""
    parser.add_argument("--first", type=int, default=2021)
    parser.add_argument("--last", type=int, default=2030)


def run(options: argparse.Namespace) -> int:
    """Write the table to standard output."""
    writer = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(days_of(range(options.first, options.last + 1)))
    return 0


def days_of(years: range) -> list[dict[str, Any]]:
    """Return the special days of these years: holidays, moved days off, and the make-up days that pay for them."""
    kazakh = country_holidays("KZ", years=years, language="kk")
    english = country_holidays("KZ", years=years, language="en_US")
    rows, paid = {}, {}
    for on in sorted(kazakh):
        row = _day(on, kazakh[on].split(";")[0].strip(), english[on].split(";")[0].split(" (")[0])
        rows[on] = row
        if row["replaces"]:
            paid[row["replaces"]] = on
    for on in kazakh.weekend_workdays:
        if on.year in years:
            names = ("Жұмыс күні (ауыстырылған)", "Рабочий день (перенесённый)", "Working day (moved)")
            rows[on] = _row(on, "make_up", names, replaces=paid.get(on, ""))
    return [rows[on] for on in sorted(rows)]


def _day(on: date, name: str, english: str) -> dict[str, Any]:
    moved = _MOVED.match(name)
    if moved:
        day, month, year = (int(part) for part in moved.groups())
        names = ("Ауыстырылған демалыс күні", "Перенесённый выходной день", "Moved day off")
        return _row(on, "moved_day_off", names, replaces=date(year, month, day))
    plain = name.split(" (")[0]
    if _OBSERVED in name:
        names = (f"{plain}: демалыс күні", f"{RUSSIAN[plain]}: выходной день", f"{english}: day off")
        return _row(on, "moved_day_off", names)
    return _row(on, "holiday", (plain, RUSSIAN[plain], english), estimated=_ESTIMATED in name)


def _row(
    on: date, kind: str, names: tuple[str, str, str], *, replaces: date | str = "", estimated: bool = False
) -> dict[str, Any]:
    return dict(zip(COLUMNS, (on, kind, replaces, *names, int(estimated), SOURCE), strict=True))
