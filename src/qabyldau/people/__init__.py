"""Public persons, bodies, posts and memberships in Popolo's terms; applicants are never here."""
