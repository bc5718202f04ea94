"""A case on paper: its facts gathered from every room for a PDF and a bundle of evidence; no tables."""
