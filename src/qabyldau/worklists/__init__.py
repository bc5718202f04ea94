"""How staff arrange their work: lists and filters, the day's shortlist, deeds on many cases at once and their undoing.

Belongs here: what somebody sees in which order, and what was done to many. Does not: the case itself (see ``casework``).
"""
