"""What a letter holds, and where it belongs: pure."""
