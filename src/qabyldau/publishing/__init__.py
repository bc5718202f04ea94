"""The one-way shelf: what the public may see."""
