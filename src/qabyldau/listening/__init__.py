"""Posts in which residents state a trouble, studied with their consent."""
