"""Booked visits and the queue at the door.

Belongs here: which times are free, who is next, how long people waited. Does not: what they brought (see intake), which a
link of the chain joins to the ticket; how they rate the visit (see answers).
"""
