"""The same matter at the desk: what is suggested and why, judged, joined, split off; what the same person brought before."""
