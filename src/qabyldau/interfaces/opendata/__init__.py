"""The door to open data."""
