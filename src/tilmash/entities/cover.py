"""Which characters of a text are taken already: one byte each, so that a question costs no more than its stretch.

>>> taken = cover([(2, 4)], 6)
>>> touches(taken, 0, 2), touches(taken, 3, 6)
(False, True)
"""

from collections.abc import Iterable


def cover(spans: Iterable[tuple[int, int]], size: int) -> bytearray:
    """Give the taken characters of a text of a size."""
    taken = bytearray(size)
    for start, end in spans:
        taken[start:end] = b"\x01" * (end - start)
    return taken


def touches(taken: bytes | bytearray, start: int, end: int) -> bool:
    """Say whether any character of a stretch is taken."""
    return taken.find(1, start, end) >= 0
