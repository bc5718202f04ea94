"""Reception days and receptions that travel, meetings with residents, and what was promised at them.

Belongs here: the route and its results, commitments. Does not: the visits of a reception day (see visits), and what people
bring (see intake), which a link of the chain joins to the reception.
"""
