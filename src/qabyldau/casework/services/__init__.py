"""Writing casework: opening, joining, moving, asking, counting time."""
