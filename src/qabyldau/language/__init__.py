"""The product's only door to tilmash: asks for a reading and gives back plain dataclasses; no tables, no Django."""
