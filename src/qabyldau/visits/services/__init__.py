"""What is done with visits: booking, the queue at the door, receptions that travel."""
