"""The office's work on appeals: cases, moves, deadlines, notes and requests for more."""
