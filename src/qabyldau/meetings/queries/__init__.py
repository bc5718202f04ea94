"""What is read of promises, reception days and receptions that travel."""
