"""How the work on a case is divided and done: its parts, its checklist, named sets of deeds."""
