"""One page of figures of the demonstration; every figure is counted in the database when it is asked for."""

from collections import Counter
from collections.abc import Mapping

from django.db.models import Count

from qabyldau.answers.models import Delivery
from qabyldau.casework.models import CaseAppeal
from qabyldau.history.models import Entry
from qabyldau.intake.models import Appeal
from qabyldau.interfaces.cli.importing import Report
from qabyldau.interfaces.cli.tables import rows_of
from qabyldau.understanding.models import Judgement, Reading


def summary(report: Report) -> str:
    """Return the page: what came in, and every appeal by language, theme, area, status and outcome."""
    total = Appeal.objects.count()
    parts = [
        "",
        f"Read {report.lines} lines: {report.registered} registered now, {report.known} known already, "
        f"{len(report.rejects)} rejected with a reason.",
        *(f"  line {row.number}, {row.field}: {row.reason}" for row in report.rejects),
        f"Nothing lost: {report.lines} = {report.registered + report.known} registered + {len(report.rejects)} rejected"
        if report.is_whole
        else "SOMETHING IS LOST: the lines do not add up",
        "",
        f"Appeals: {total}, told an answer: {Delivery.objects.values('appeal').distinct().count()}, "
        f"entries of history: {Entry.objects.count()}",
    ]
    parts += _table("By language", _languages(), total)
    parts += _table("By theme (a person's judgement, else the machine's reading)", _themes(), total)
    parts += _table("By area", _areas(), total)
    parts += _table("By status", _statuses("case__status", "waiting to be taken up"), total)
    parts += _table("By outcome", _statuses("case__outcome", ""), None)
    return "\n".join(parts)


def _table(title: str, counts: Mapping[str, int], total: int | None) -> list[str]:
    rows = sorted(
        ((name, count) for name, count in counts.items() if name), key=lambda row: (-row[1], row[0])
    )
    lines = ["", f"{title}:"] + [f"  {name:<44} {count:>4}" for name, count in rows]
    counted = sum(counts.values())
    return lines if total is None or counted == total else [*lines, f"  (counted {counted} of {total})"]


def _languages() -> Counter[str]:
    rows = Appeal.objects.values_list("text__language").annotate(n=Count("pk")).order_by()
    return Counter({language or "not read": n for language, n in rows})


def _themes() -> Counter[str]:
    names = {row["code"]: row["name_kk"] for row in rows_of("categories/categories.csv")}
    judged = dict(Judgement.objects.order_by("at", "pk").values_list("appeal_id", "category__code"))
    read = dict(Reading.objects.order_by("made_at", "pk").values_list("text_id", "theme"))
    found: Counter[str] = Counter()
    for pk, text in Appeal.objects.values_list("pk", "text_id"):
        code = (judged.get(pk) or read.get(text) or "").split(".")[0]
        found[names.get(code, "no theme recognised")] += 1
    return found


def _areas() -> Counter[str]:
    rows = Appeal.objects.values_list("area__name_kk").annotate(n=Count("pk")).order_by()
    return Counter({area or "area not named": n for area, n in rows})


def _statuses(column: str, without: str) -> Counter[str]:
    rows = CaseAppeal.objects.values_list(column).annotate(n=Count("pk")).order_by()
    found = Counter({value or without: n for value, n in rows})
    if without:
        found[without] += Appeal.objects.filter(case_appeal__isnull=True).count()
    return found
