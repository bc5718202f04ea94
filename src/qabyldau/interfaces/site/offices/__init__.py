"""Pages of the receptions: the list of all, and one with everything that is needed to go there."""
