"""Who did what and when: an append-only, hash-chained record kept by the database itself."""
