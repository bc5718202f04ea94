"""What residents worry about now, by theme, place and week."""
