"""The working calendar, the hours of a door, and the dates of an election: pure."""
