"""Clients of outside systems, one file each, no tables: the only rooms that open a socket."""
