"""Writing referrals, letters, replies, and what a person finds in them."""
