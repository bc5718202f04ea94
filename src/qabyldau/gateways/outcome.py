"""What a gateway says of one attempt to give a message away."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Outcome:
    """``problem`` is "" when the message was taken, else the class of the problem: never an address, never a key."""

    problem: str = ""
    is_unknown: bool = False
    """Whether the message may have been taken all the same: the line broke after it was handed over."""
    is_final: bool = False
    """Whether another try would end alike."""
    is_closed: bool = False
    """Whether this receiver takes no messages from us any more."""
    is_down: bool = False
    """Whether it is the line that is silent, and not this message that was refused."""
    retry_after: int = 0
    """Seconds that the other side asks us to wait."""


TAKEN = Outcome()
