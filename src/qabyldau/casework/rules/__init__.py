"""States, moves, outcomes and deadlines of a case: pure."""
