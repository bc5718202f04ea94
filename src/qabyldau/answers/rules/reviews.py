"""Reviews: what can be said, and how it is counted so that nobody is flattered. Pure.

The office and the answer are two things and rated apart; "positive" and "neutral" are two words and counted apart; whoever
was asked and said nothing stands in the figure too; under FLOOR no share is shown.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from math import sqrt

FLOOR = 10
"""Reviews of an office in a month under which no share and no text is shown."""

OPEN_FOR = timedelta(days=14)
"""How long a code can be used (Signalen's term for its one-time link)."""

LATER = timedelta(weeks=4)
"""After how long the sender of an answered appeal is asked whether it is fixed (FixMyStreet's questionnaire)."""

LONGEST_WORDS = 2000
"""Characters of a review."""

Z95 = 1.959964
"""The 97.5th percentile of the normal distribution."""


class Rating(StrEnum):
    """How somebody rates an office or an answer."""

    POSITIVE = "positive"
    NEUTRAL = "neutral"
    NEGATIVE = "negative"


class Subject(StrEnum):
    """What is rated: each apart."""

    OFFICE = "office"
    ANSWER = "answer"


class Reason(StrEnum):
    """Why, in ready words; which are offered depends on what is rated."""

    KIND_STAFF = "kind_staff"
    LISTENED = "listened"
    SHORT_WAIT = "short_wait"
    EXPLAINED_WELL = "explained_well"
    IN_MY_LANGUAGE = "in_my_language"
    RUDE_STAFF = "rude_staff"
    LONG_WAIT = "long_wait"
    CLOSED_IN_HOURS = "closed_in_hours"
    NOT_ACCESSIBLE = "not_accessible"
    NOT_IN_MY_LANGUAGE = "not_in_my_language"
    SOLVED = "solved"
    CLEAR_ANSWER = "clear_answer"
    ANSWERED_IN_TIME = "answered_in_time"
    NOT_SOLVED = "not_solved"
    EMPTY_ANSWER = "empty_answer"
    LATE_ANSWER = "late_answer"
    SENT_ELSEWHERE = "sent_elsewhere"


_R = Reason

REASONS: Mapping[tuple[Subject, Rating], tuple[Reason, ...]] = {
    (Subject.OFFICE, Rating.POSITIVE): (_R.KIND_STAFF, _R.LISTENED, _R.SHORT_WAIT, _R.EXPLAINED_WELL, _R.IN_MY_LANGUAGE),
    (Subject.OFFICE, Rating.NEUTRAL): (_R.EXPLAINED_WELL, _R.LONG_WAIT, _R.NOT_IN_MY_LANGUAGE),
    (Subject.OFFICE, Rating.NEGATIVE): (
        _R.RUDE_STAFF, _R.LONG_WAIT, _R.CLOSED_IN_HOURS, _R.NOT_ACCESSIBLE, _R.NOT_IN_MY_LANGUAGE,
    ),
    (Subject.ANSWER, Rating.POSITIVE): (_R.SOLVED, _R.CLEAR_ANSWER, _R.ANSWERED_IN_TIME),
    (Subject.ANSWER, Rating.NEUTRAL): (_R.CLEAR_ANSWER, _R.NOT_SOLVED, _R.LATE_ANSWER, _R.SENT_ELSEWHERE),
    (Subject.ANSWER, Rating.NEGATIVE): (_R.NOT_SOLVED, _R.EMPTY_ANSWER, _R.LATE_ANSWER, _R.SENT_ELSEWHERE),
}  # fmt: skip
"""Which reasons are offered for which rating of which subject."""


class Fixed(StrEnum):
    """Whether the matter is mended, asked four weeks after an answer; "partly" is an answer."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class ReviewState(StrEnum):
    """What the code of a review still opens."""

    OPEN = "open"
    LEFT = "left"
    OVER = "over"


class ReviewList(StrEnum):
    """Which reviews the desk looks at: all, negative ones, those with words and no reply, those who wait for a call."""

    ALL = "all"
    CALL = "call"
    NEGATIVE = "negative"
    UNANSWERED = "unanswered"


def state_of(asked_at: datetime, answered_at: datetime | None, at: datetime) -> ReviewState:
    """Return where a review stands that was asked for at ``asked_at`` and left at ``answered_at``, if it was."""
    if answered_at is not None:
        return ReviewState.LEFT
    return ReviewState.OVER if at >= asked_at + OPEN_FOR else ReviewState.OPEN


@dataclass(frozen=True)
class Tally:
    """Reviews of one subject: asked, answered, and each rating apart; shares are of those who answered."""

    asked: int
    answered: int
    positive: int
    neutral: int
    negative: int

    @property
    def silent(self) -> int:
        """How many were asked and said nothing."""
        return self.asked - self.answered

    @property
    def is_shown(self) -> bool:
        """Whether there are enough to show a share."""
        return self.answered >= FLOOR

    @property
    def satisfied(self) -> float | None:
        """The share of positive ones among those who answered, 0 to 1; None under the floor."""
        return self.positive / self.answered if self.is_shown else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95 % interval of that share after E. B. Wilson, 1927; None under the floor."""
        return wilson(self.positive, self.answered) if self.is_shown else None


def tally(asked: int, ratings: Iterable[str]) -> Tally:
    """Return the tally of the ratings of those who answered, out of ``asked``."""
    given = list(ratings)
    positive, neutral, negative = (given.count(rating) for rating in Rating)
    return Tally(asked, len(given), positive, neutral, negative)


def wilson(hits: int, n: int) -> tuple[float, float]:
    """Return Wilson's score interval at 95 % of ``hits`` out of ``n`` > 0 (J. Am. Stat. Assoc. 22, 1927, 209).

    >>> tuple(round(end, 3) for end in wilson(8, 10))
    (0.49, 0.943)
    """
    share, square = hits / n, Z95 * Z95
    middle = (share + square / (2 * n)) / (1 + square / n)
    half = Z95 * sqrt(share * (1 - share) / n + square / (4 * n * n)) / (1 + square / n)
    return max(0.0, middle - half), min(1.0, middle + half)
