"""Moments that tests share."""

from datetime import UTC, datetime

MONDAY_NOON = datetime(2026, 9, 14, 7, 0, tzinfo=UTC)
"""Monday 14 September 2026, 12:00 in Almaty."""
