"""Reading referrals: what waits, what is late, what is stuck, the journal, and what an authority or an applicant may see."""
