"""Changes of shape, in order."""
