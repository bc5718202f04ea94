"""Terms, sessions, agenda items and deputy requests."""
