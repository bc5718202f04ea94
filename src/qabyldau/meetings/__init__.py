"""Meetings with residents, round tables, remarks and commitments."""
