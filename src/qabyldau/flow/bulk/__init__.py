"""Bulk: one deed on many cases, said before it is done, and undone for a while."""
