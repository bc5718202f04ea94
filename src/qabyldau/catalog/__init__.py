"""Kinds of appeals, and themes in two levels."""
