"""A month of an office, played: people write over every channel, staff work, bodies answer or are silent, and much goes wrong."""
