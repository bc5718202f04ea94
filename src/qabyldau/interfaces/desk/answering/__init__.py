"""Answering at the desk: the draft with its languages, ready texts, macros, checklists, and whether answers came."""
