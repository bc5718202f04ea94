"""A token bucket in the database: exact with many processes, no other service.

One UPDATE with the condition in its WHERE takes the token, so two processes cannot take the same one.
"""

from dataclasses import dataclass
from datetime import datetime
from math import ceil

from django.db import models
from django.db.models import Case, F, Value, When
from django.db.models.functions import Least

from qabyldau.core import crypto
from qabyldau.core.errors import TooManyError
from qabyldau.core.models import Bucket


@dataclass(frozen=True)
class Limit:
    """``burst`` deeds at once, refilled over ``seconds``."""

    name: str
    burst: int
    seconds: int

    @property
    def rate(self) -> float:
        """Tokens that come back each second."""
        return self.burst / self.seconds


def take(limit: Limit, who: str, at: datetime) -> None:
    """Take one token of ``limit`` for ``who``, or raise TooManyError with the seconds to wait."""
    key, moment = crypto.digest("limit", limit.name, who), at.timestamp()
    filled = Least(
        Value(float(limit.burst)), F("tokens") + (Value(moment) - F("filled_at")) * Value(limit.rate)
    )
    _, is_new = Bucket.objects.get_or_create(
        key=key, defaults={"tokens": limit.burst - 1.0, "filled_at": moment}
    )
    if is_new:
        return
    rows = Bucket.objects.filter(key=key).annotate(
        full=Case(
            When(filled_at__lte=moment, then=filled), default=F("tokens"), output_field=models.FloatField()
        )
    )
    if rows.filter(full__gte=1).update(tokens=filled - 1.0, filled_at=Value(moment)):
        return
    raise TooManyError(limit.name, retry_after=max(1, ceil(limit.seconds / limit.burst)))


def is_empty(limit: Limit, who: str, at: datetime) -> bool:
    """Return whether no token of ``limit`` is left for ``who``, without taking one."""
    row = Bucket.objects.filter(key=crypto.digest("limit", limit.name, who)).first()
    return row is not None and row.tokens + (at.timestamp() - row.filled_at) * limit.rate < 1
