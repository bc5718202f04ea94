"""The staff's door: inbox, case page, registration."""
