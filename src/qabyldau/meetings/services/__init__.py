"""What is done with promises, reception days and receptions that travel."""
