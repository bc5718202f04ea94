"""Waiting times counted by hand from raw events, knowing nothing of the product: ``python tests/waiting_by_hand.py < events.csv``.

Events: ``ticket, event, at, booked`` in the order of time; event is ``waiting``, ``invited`` and so on; ``at`` and ``booked``
are ISO moments in UTC, ``booked`` is empty for who walked in. Prints JSON: hour of the day in Almaty → n, median and 90th
percentile in minutes (linear between neighbours), and the same of the whole day under ``all``.
"""

import csv
import json
import sys
from datetime import datetime, timedelta

ALMATY = timedelta(hours=5)


def middle(values, share):
    """Return the value at ``share`` of the way through sorted values."""
    place = (len(values) - 1) * share
    low = int(place)
    high = min(low + 1, len(values) - 1)
    return values[low] + (values[high] - values[low]) * (place - low)


def read(rows):
    """Return when each ticket came, was first called, and was booked for."""
    came, called, booked = {}, {}, {}
    first = {"waiting": came, "invited": called}
    for row in rows:
        at = datetime.fromisoformat(row["at"])
        first.get(row["event"], {}).setdefault(row["ticket"], at)
        if row["booked"]:
            booked[row["ticket"]] = datetime.fromisoformat(row["booked"])
    return came, called, booked


def main():
    """Read the events and print the figures."""
    came, called, booked = read(csv.DictReader(sys.stdin))
    waits = {}
    for ticket, at in called.items():
        since = min(at, max(came[ticket], booked.get(ticket, came[ticket])))
        for key in (str((since + ALMATY).hour), "all"):
            waits.setdefault(key, []).append((at - since).total_seconds() / 60)
    found = {}
    for key, minutes in waits.items():
        minutes.sort()
        shares = [round(middle(minutes, share), 1) for share in (0.5, 0.9)]
        found[key] = [len(minutes), *(shares if len(minutes) >= 5 else [None, None])]
    print(json.dumps(found))


if __name__ == "__main__":
    main()
