"""The mailroom: e-mail that came in, what became of it, and what waits for a person."""
