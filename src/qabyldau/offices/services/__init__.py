"""What is done with offices: loaded, changed by their head, staffed, given a calendar."""
