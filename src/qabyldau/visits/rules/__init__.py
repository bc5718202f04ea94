"""Times that can be booked, the queue at the door, and how long people wait: pure."""
