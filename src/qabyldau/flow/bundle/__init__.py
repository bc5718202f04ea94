"""A case leaves the desk on paper: as PDF, or as a bundle of evidence."""
