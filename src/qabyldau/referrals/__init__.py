"""A problem sent to the authority that can solve it, and what came back."""
