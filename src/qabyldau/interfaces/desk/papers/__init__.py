"""A case on paper: what it should show, and the file."""
