"""Kinds of appeals, themes in two levels and what is promised for them."""
