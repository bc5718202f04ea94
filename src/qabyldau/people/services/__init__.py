"""Changing the register of public persons and bodies, and loading it from reference data."""
