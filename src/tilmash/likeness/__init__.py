"""What is alike: near-duplicates by their letters."""
