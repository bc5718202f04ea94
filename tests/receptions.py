"""A reception for tests: hours with a break, services, who sits when, counters.

The general reception sits on every weekday, the lawyer on Tuesdays; visits to the lawyer are thirty minutes long.
"""

from dataclasses import dataclass
from datetime import time

from qabyldau.offices.models import Office, Opening, Service, Sitting
from qabyldau.visits.models import Counter

FIRST, LAST = time(10), time(13)
AFTER, EVENING = time(14), time(18)


@dataclass(frozen=True)
class Reception:
    """What tests of visits need of an office."""

    office: Office
    general: Service
    lawyer: Service
    counters: list[Counter]


def make_reception(office: Office, counters: int = 3, seats: int = 1) -> Reception:
    """Return ``office`` with a lunch break, two services, who sits when, and counters."""
    Opening.objects.filter(office=office).delete()
    spans = [(FIRST, LAST), (AFTER, EVENING)]
    Opening.objects.bulk_create(
        Opening(office=office, weekday=day, opens=opens, closes=closes)
        for day in range(1, 6)
        for opens, closes in spans
    )
    general = Service.objects.create(
        office=office,
        code="general",
        name_kk="Жалпы қабылдау",
        name_ru="Общий приём",
        name_en="General reception",
    )
    lawyer = Service.objects.create(
        office=office, code="lawyer", name_kk="Заңгер кеңесі", name_ru="Консультация юриста",
        name_en="Legal advice", minutes=30, is_advice=True, position=1,
    )  # fmt: skip
    for day in range(1, 6):
        Sitting.objects.create(
            office=office, service=general, weekday=day, begins=FIRST, ends=EVENING, seats=seats
        )
    Sitting.objects.create(
        office=office, service=lawyer, weekday=2, begins=time(14), ends=time(17), who_kk="Заңгер"
    )
    rows = [Counter.objects.create(office=office, number=number) for number in range(1, counters + 1)]
    return Reception(office, general, lawyer, rows)
