"""What is told to applicants, and what they think of it."""
