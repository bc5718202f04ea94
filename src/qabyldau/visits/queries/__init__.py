"""Reading visits: which times are free, who waits, what the board shows, how long people waited."""
