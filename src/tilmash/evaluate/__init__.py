"""Measures of every task of tilmash with n and intervals: `python -m tilmash.evaluate` prints one table."""
