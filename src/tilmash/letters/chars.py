"""A character model of words: how likely the next letter is after the last six.

Interpolated Kneser-Ney n-grams, seen ones kept with their probability and the price of stepping back to a shorter
context. An n-gram is one whole number, six bits a letter, so a dictionary of numbers is the whole model.
Source: Kneser & Ney 1995; Chen & Goodman 1999, An empirical study of smoothing techniques.

>>> model = CharModel({CODE["а"]: 0x1000, CODE["б"]: 0x2000, END: 0x1000})
>>> round(model.step(0, CODE["а"])[0], 2) > round(model.step(0, CODE["б"])[0], 2)
True
"""

import numpy as np
from numpy.typing import NDArray

from tilmash.letters.alphabet import CODE, END, START

BITS = 6
CONTEXT = 6
STEPS_PER_NAT = 16.0
UNSEEN = -16.0
TOP = 1 << (BITS * CONTEXT)
_MASKS = tuple(
    (1 << (BITS * (max(1, -(-size // BITS)) - 1))) - 1 for size in range(BITS * CONTEXT + BITS + 1)
)
LOGS = tuple(-level / STEPS_PER_NAT for level in range(256))


class CharModel:
    """Scores letters; states and letters are numbers, scores are natural logarithms."""

    def __init__(self, table: dict[int, int]) -> None:
        self.table = table

    def step(self, state: int, code: int) -> tuple[float, int]:
        """Give the score of a letter after a state, and the state after it."""
        get = self.table.get
        score = 0.0
        while True:
            gram = state << BITS | code
            held = get(gram)
            if held is not None:
                return score + LOGS[held >> 8], gram if gram < TOP else gram & (TOP - 1)
            if not state:
                return score + UNSEEN, 0
            price = get(state)
            if price is not None:
                score += LOGS[price & 255]
            state &= _MASKS[state.bit_length()]

    def score(self, word: str) -> float:
        """Give the logarithm of the probability of a whole word; letters outside the alphabet cost UNSEEN each."""
        total, state = 0.0, START
        for letter in word:
            gain, state = self.step(state, CODE.get(letter, 0))
            total += gain
        return total + self.step(state, END)[0]


def unpack(steps: NDArray, levels: NDArray, prices: NDArray) -> CharModel:
    """Make a model from its file: differences of the sorted n-grams, levels of probability, prices of stepping back."""
    values = (levels.astype(np.int64) << 8 | prices).tolist()
    shared = {value: value for value in set(values)}
    return CharModel(dict(zip(np.cumsum(steps).tolist(), [shared[value] for value in values], strict=True)))
