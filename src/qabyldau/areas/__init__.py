"""Areas of a country, their kinds, boundaries and generations."""
