"""What the machine read in a text and what a person decided about it."""
