"""Booking a visit, the visit once it is booked, and the queue as those who wait see it."""
