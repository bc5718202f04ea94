"""The small sets of words that the finders ask about, each by its use: rows of `lang/entities.tsv`, as folded keys.

>>> "марта" in words("months")
True
"""

from functools import cache

from tilmash.lang import read_table


@cache
def words(use: str) -> frozenset[str]:
    """Give the folded keys of a use; raises KeyError for one that the table lacks."""
    return {row[0]: frozenset(row[1].split()) for row in read_table("entities.tsv")}[use]
