"""Formats of dates and numbers by language, where Django's own are wrong for Kazakhstan or missing."""
