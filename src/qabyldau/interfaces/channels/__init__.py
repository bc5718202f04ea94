"""Doors for messengers, mail and telephone, one folder each."""
