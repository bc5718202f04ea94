"""Codes of reviews: made from a key and this installation's own secret, so they are kept nowhere."""

from qabyldau.answers.models import Delivery
from qabyldau.core import crypto, ids


def delivery_code(delivery: Delivery) -> str:
    """Return the code by which one answer to one appeal is rated."""
    return ids.secret_from(crypto.digest("review-secret", str(delivery.uuid)))


def review_digest(code: str) -> bytes:
    """Return what stands in the table for a code."""
    return crypto.digest("review", code)
