"""The register has no gap and no double, whoever writes at the same time (R8), and a key makes one appeal (R10)."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.installations import Installation, installation

COUNT = """
import django, json; django.setup()
from qabyldau.core.ids import read_number
from qabyldau.intake.models import Appeal, Receipt
from qabyldau.history.queries import flaws
from qabyldau.messages.models import Message
numbers = [read_number(number) for number in Appeal.objects.values_list("number", flat=True)]
serials = sorted(Appeal.objects.values_list("register_serial", flat=True))
print(json.dumps({"appeals": len(numbers), "numbers": len(set(numbers)), "gapless": serials == list(range(1, len(serials) + 1)),
  "receipts": Receipt.objects.count(), "messages": Message.objects.count(), "flaws": len(list(flaws()))}))
"""


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Installation]:
    with installation(tmp_path) as found:
        yield found


def counted(fresh: Installation) -> dict[str, object]:
    return json.loads(fresh.run("-c", COUNT))


def run_together(fresh: Installation, processes: int, *arguments: str) -> None:
    running = [
        fresh.start("-m", "tests.processes", "register", f"p{n}", *arguments) for n in range(processes)
    ]
    for process in running:
        _, errors = process.communicate(timeout=300)
        assert process.returncode == 0, errors[-3000:]


def test_eight_processes_write_four_thousand_appeals_without_gap_or_double(fresh: Installation) -> None:
    run_together(fresh, 8, "500")
    assert counted(fresh) == {
        "appeals": 4000, "numbers": 4000, "gapless": True, "receipts": 4000, "messages": 4000, "flaws": 0,
    }  # fmt: skip


def test_a_storm_of_rollbacks_leaves_no_gap(fresh: Installation) -> None:
    run_together(fresh, 4, "60", "3")
    found = counted(fresh)
    assert (found["appeals"], found["gapless"], found["flaws"]) == (160, True, 0)


def test_twenty_threads_with_one_key_make_one_appeal_and_twenty_equal_answers(fresh: Installation) -> None:
    answers = fresh.run("-m", "tests.processes", "same-key", "20").splitlines()
    assert len(answers) == 1
    assert counted(fresh)["appeals"] == 1
