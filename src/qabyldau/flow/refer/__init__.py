"""Refer: a case goes to the body in charge, who is silent is chased, and what comes back goes on."""
