"""What can be found: search documents over FTS5 or PostgreSQL, of keyed tokens that nobody can read.

Belongs here: the index, its two engines, the tokens. Does not: which texts are put in (see ``flow.find``), who may see
what was found (whoever asks narrows by their own rights).
"""
