"""Baskets, outlets, prices and their stability."""
