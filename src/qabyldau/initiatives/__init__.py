"""Civic initiatives, support and steps."""
