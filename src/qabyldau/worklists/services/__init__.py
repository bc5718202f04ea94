"""Writing what staff arrange: kept filters, the shortlist of a day, deeds on many cases."""
