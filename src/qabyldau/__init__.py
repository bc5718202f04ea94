"""Qabyldau: a public reception and constituency work, from what was brought to everyone who asked being told."""
