"""Whose reception it is: the office, its hours, closures, staff and working calendar."""
