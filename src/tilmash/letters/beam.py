"""Every spelling that a string of keys may stand for, best first: a beam over the lattice of readings.

From left to right each stretch of one to four signs is read in every way its table allows; the character model and
the price of the reading rank the beginnings, and only the best few go on. Source: Lowerre 1976 (beam search).
"""

from collections.abc import Mapping

from tilmash.letters.alphabet import CODE, END, START
from tilmash.letters.chars import BITS, LOGS, TOP, CharModel

Readings = Mapping[str, tuple[tuple[str, float], ...]]
_Node = tuple[float, int, str]
WIDTH = 12
_BEHIND = 7.0


def _best(nodes: list[_Node], width: int) -> list[_Node]:
    if len(nodes) > 1:
        nodes.sort(reverse=True)
        floor = nodes[0][0] - _BEHIND
        del nodes[width:]
        while nodes[-1][0] < floor:
            nodes.pop()
    return nodes


def _extend(nodes: list[_Node], reading: str, price: float, model: CharModel, into: list[_Node]) -> None:
    get, step = model.table.get, model.step
    codes = [CODE.get(letter, 0) for letter in reading]
    for score, state, text in nodes:
        total = score - price
        for code in codes:
            # The usual case of `CharModel.step`, without a call.
            gram = state << BITS | code
            held = get(gram)
            if held is None:
                gain, state = step(state, code)
                total += gain
            else:
                total += LOGS[held >> 8]
                state = gram if gram < TOP else gram & (TOP - 1)
        into.append((total, state, text + reading))


def spellings(keys: str, readings: Readings, model: CharModel, width: int = WIDTH) -> list[tuple[str, float]]:
    """Give up to `width` readings of a lower-case word with their log-probabilities, best first; [] if none fits."""
    longest = max(map(len, readings))
    fields: list[list[_Node]] = [[] for _ in range(len(keys) + 1)]
    fields[0] = [(0.0, START, "")]
    for place in range(len(keys)):
        nodes = _best(fields[place], width)
        fields[place] = []
        if not nodes:
            continue
        for size in range(1, min(longest, len(keys) - place) + 1):
            for reading, price in readings.get(keys[place : place + size], ()):
                _extend(nodes, reading, price, model, fields[place + size])
    ends = [(score + model.step(state, END)[0], text) for score, state, text in _best(fields[-1], 2 * width)]
    ends.sort(reverse=True)
    seen: dict[str, float] = {}
    for score, text in ends:
        seen.setdefault(text, score)
    return list(seen.items())[:width]
