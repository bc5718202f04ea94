"""Answers before they are given: drafts in every language that somebody waits for, and another pair of eyes."""
