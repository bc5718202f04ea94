"""Reading public persons and bodies."""
