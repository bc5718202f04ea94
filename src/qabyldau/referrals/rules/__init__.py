"""States, moves, terms, the ladder and the judging of replies: pure."""
