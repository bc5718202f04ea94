"""Two people are never in one slot, whoever races for it (R9), and everyone is told the truth."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.installations import Installation, installation

COUNT = """
import django, json; django.setup()
from qabyldau.history.queries import flaws
from qabyldau.visits.models import Appointment, Slot
print(Appointment.objects.filter(state="booked").count(), Slot.objects.count(),
      Slot.objects.values("starts_at", "seat").distinct().count(), len(list(flaws())))
"""


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Installation]:
    with installation(tmp_path) as found:
        found.run("-m", "tests.processes", "reception", "20")
        yield found


def test_fifty_clients_race_for_twenty_slots_and_exactly_twenty_have_one(fresh: Installation) -> None:
    running = [fresh.start("-m", "tests.processes", "next-free", "10", f"p{n}") for n in range(5)]
    said = []
    for process in running:
        out, errors = process.communicate(timeout=300)
        assert process.returncode == 0, errors[-3000:]
        said += out.splitlines()
    told = [line for line in said if line != "none"]
    assert (len(said), len(told), said.count("none")) == (50, 20, 30)
    assert len({line.split()[1] for line in told}) == 20, "every code is another"
    assert max(told.count(line) for line in told) == 1
    assert fresh.run("-c", COUNT).split() == ["20", "20", "20", "0"]


def test_of_fifty_who_press_for_one_time_at_once_one_has_it_and_the_rest_are_told(
    fresh: Installation,
) -> None:
    said = fresh.run("-m", "tests.processes", "one-slot", "50").split()
    assert (said.count("held"), said.count("refused")) == (1, 49)
