"""Conversations, statements, votes and groups of opinion."""
