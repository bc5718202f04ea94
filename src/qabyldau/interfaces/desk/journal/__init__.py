"""Journal: what went out and came in under its numbers, and how bodies answer."""
