"""Benchmarks: CPU milliseconds a request, application and database together, and what the whole needs at rest."""
