"""Whether a text can have anything for a slow expression: one of a few pieces of words stands in it.

>>> holds("біздің көше", ("көш", "даң")), holds("су жоқ", ("көш",))
(True, False)
"""


def holds(low: str, signs: tuple[str, ...]) -> bool:
    """Say whether a text in small letters holds one of the signs; a plain loop is twice as fast as `any`."""
    for sign in signs:  # noqa: SIM110
        if sign in low:
            return True
    return False
