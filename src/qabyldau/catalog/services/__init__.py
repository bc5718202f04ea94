"""Writing themes and ready texts."""
