"""Letters to authorities: on the case, composed, sent, awaited, judged; lists, journal, table of bodies."""
