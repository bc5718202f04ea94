"""Clock, identifiers, cryptography, limits, drafts, queue and errors: what every room needs and no room owns."""
