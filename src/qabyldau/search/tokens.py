"""Terms as the index holds them: keyed, of one office, unreadable.

A token is the first 40 bits of HMAC-SHA-256 of office and term under a key of its own: a stolen database shows that two
documents share a token, and neither the term nor any document of another office. Among half a million terms of an office
a word meets another's token by chance once in two million times.
"""

from base64 import b32encode
from collections.abc import Iterable

from qabyldau import language
from qabyldau.core import crypto

BYTES = 5
PURPOSE = "search"


def tokens_of(office_key: str, texts: Iterable[str]) -> frozenset[str]:
    """Return the tokens by which texts are found in an office."""
    terms = {term for text in texts for term in language.terms(text)}
    return frozenset(_spoken(crypto.digest(PURPOSE, office_key, term)) for term in terms)


def groups_of(office_key: str, words: str, *, most: int) -> list[frozenset[str]]:
    """Return what is asked for: a set of tokens for each word, at most ``most``; a document must hold one of each set.

    Tokens under keys that only read any more are among them, so that a changed key loses nothing.
    """
    return [
        frozenset(_spoken(found) for term in terms for found in crypto.digests(PURPOSE, office_key, term))
        for _word, terms in language.asked(words)[:most]
    ]


def _spoken(digest: bytes) -> str:
    return b32encode(digest[:BYTES]).decode().lower()
