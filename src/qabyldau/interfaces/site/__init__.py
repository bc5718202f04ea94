"""The citizen's door: write, receipt, track."""
