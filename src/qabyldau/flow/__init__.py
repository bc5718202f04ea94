"""The road: receive, read, triage, act, answer, publish, forget; a later stage may import an earlier one, never the reverse."""
