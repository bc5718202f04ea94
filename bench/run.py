"""Makes the world of the bench and runs the figures in order."""

from django.core.management import call_command

from bench import figures
from bench.measure import Figure, table, yardstick
from tests.people import make_world


def run(names: list[str], sizes: list[int]) -> str:
    """Return the table of the named figures."""
    call_command("migrate", verbosity=0)
    world = make_world()
    found: list[Figure] = [yardstick()]
    if "receive" in names:
        found += figures.receive(world)
    for size in sorted(sizes):
        if "inbox" in names:
            found += figures.inbox(world, size)
        if "case" in names:
            found += figures.case(world, size)
    if "track" in names:
        found += figures.track(world)
    if "whole" in names:
        found += figures.whole(world)
    return table(found)
