"""The outbox: what must be told to whom, and every attempt to tell it."""
