"""Articles, claims tied to sources, and moderated comments."""
