"""What can be found: search documents over FTS5 or PostgreSQL."""
