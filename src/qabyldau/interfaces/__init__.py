"""Doors: who comes in and how; doors do not know each other."""
