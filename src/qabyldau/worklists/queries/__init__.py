"""Reading the lists of staff: pages by the last line before, never counted whole."""
