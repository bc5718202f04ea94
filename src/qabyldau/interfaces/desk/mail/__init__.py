"""E-mail that came in: what waits for a person, one letter, and what is made of it."""
