"""Work: deeds that staff do every day with texts that are ready, in sets, and at the end of a term."""
