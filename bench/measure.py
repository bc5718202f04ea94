"""Measures CPU time, of this process and of its PostgreSQL back end if there is one, a call at a time."""

import os
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

TICK = 1000 / os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Figure:
    """What one sort of request costs: CPU milliseconds, median and 95th percentile of ``n`` calls."""

    name: str
    median: float
    p95: float
    n: int
    goal: str = ""
    others: str = ""


def cpu_of(name: str, call: Callable[[int], object], n: int = 200, warm: int = 20) -> Figure:
    """Return what ``call(number)`` costs; the first ``warm`` calls do not count.

    With PostgreSQL the back end's CPU is read from /proc in ticks of 10 ms, so its mean is added to every call.
    """
    for number in range(warm):
        call(number)
    backend = _backend_ms()
    costs = []
    for number in range(warm, warm + n):
        begin = time.process_time()
        call(number)
        costs.append((time.process_time() - begin) * 1000)
    extra = (_backend_ms() - backend) / n
    costs.sort()
    return Figure(name, statistics.median(costs) + extra, costs[int(0.95 * (n - 1))] + extra, n)


def yardstick() -> Figure:
    """Return what a million additions cost here: the same figures on another machine are to be read beside it."""

    def add(_: int) -> None:
        total = 0
        for number in range(1_000_000):
            total += number

    return cpu_of("this machine: a million additions in Python", add, n=20, warm=3)


def _backend_ms() -> float:
    if connection.vendor != "postgresql":
        return 0.0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid = cursor.fetchone()[0]
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) * TICK


def table(figures: list[Figure]) -> str:
    """Return the figures as one table in Markdown."""
    head = "| figure | median | p95 | n | ours must be | others |\n|---|--:|--:|--:|---|---|"
    rows = [
        f"| {row.name} | {row.median:.1f} | {row.p95:.1f} | {row.n} | {row.goal} | {row.others} |"
        for row in figures
    ]
    return "\n".join([head, *rows])
