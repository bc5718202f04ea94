"""Every text that came in, once, unchangeable and encrypted, with its files."""
