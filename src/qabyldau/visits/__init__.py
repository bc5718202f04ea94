"""Booked visits, the queue at the door and mobile receptions."""
