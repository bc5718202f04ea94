"""Reviews on the citizen's door: one is left by its code; those of a reception and month are read by everybody."""
