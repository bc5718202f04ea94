"""The inbox: one list over all channels; filters, words, kept filters, the day, deeds on many cases at once."""
