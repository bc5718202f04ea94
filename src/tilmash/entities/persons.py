"""Persons: a trained finder, run only over sentences in which a capital or a list suggests a name.

Words become features (letters, endings, lists, neighbours), a linear-chain CRF tags them, runs of tags become spans.
A text is cut at ends of sentences and at a bounded number of words, so the time grows with the length and no faster.
Source: the card `names.card.toml`; Lafferty, McCallum and Pereira 2001.

>>> [person.name for person in persons("Кеше Айгүл Сәрсенбаева келді.")]
['Айгүл Сәрсенбаева']
"""

from collections.abc import Iterator
from functools import lru_cache

from tilmash.entities.features import views, words_in
from tilmash.entities.gazetteer import marks
from tilmash.entities.places import is_settlement
from tilmash.entities.scan import role_of
from tilmash.entities.tagger import tags
from tilmash.entities.usual import ordinary
from tilmash.script import key
from tilmash.types import Person

_MOST_WORDS = 80
_AROUND = 4
_LONGEST_WORD = 60
_END = frozenset(".!?…")


@lru_cache(maxsize=1 << 13)
def _hints(word: str) -> bool:
    """Say whether a word in small letters may be a name: in a list of given names, or ending as a surname does."""
    if len(word) < 3 or ordinary(key(word)):
        return False
    return bool(marks(word))


@lru_cache(maxsize=1 << 13)
def _inside(word: str) -> bool:
    """Say whether a word with a capital inside a sentence may be a name: no town, no abbreviation, no everyday word."""
    if len(word) < 2 or word.isupper() and len(word) < 5 and not marks(word):
        return False
    folded = key(word)
    return not (is_settlement(folded) or ordinary(folded) or role_of(folded))


def tells_person(word: str) -> bool:
    """Say whether a word with a capital may be a name: no town's or body's, no everyday word."""
    return word[:1].isupper() and _inside(word)


def _windows(words: list[str], taken: list[bool]) -> list[tuple[int, int]]:
    """Give the stretches of a sentence that may hold a name: a capital inside it or a word of the lists, and around."""
    hits: list[int] = []
    small = True
    before = "."
    for place, word in enumerate(words):
        if word[0].isupper():
            small = False
            if not taken[place] and (marks(word) if before in _END else _inside(word)):
                hits.append(place)
        before = word
    if small:
        hits = [place for place, word in enumerate(words) if _hints(word) and not taken[place]]
    found: list[tuple[int, int]] = []
    for place in hits:
        start, end = max(0, place - _AROUND), min(len(words), place + _AROUND + 1)
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def persons(text: str, taken: bytes | bytearray = b"") -> Iterator[Person]:
    """Give the persons of a text in order, with the endings of their cases; characters of `taken` (see `cover`) suggest no name."""
    row: list[tuple[int, int]] = []
    for start, end in words_in(text):
        row.append((start, min(end, start + _LONGEST_WORD)))
        if len(row) >= _MOST_WORDS or len(row) > _MOST_WORDS // 2 and text[start] in _END:
            yield from _in_row(text, row, taken)
            row = []
    if row:
        yield from _in_row(text, row, taken)


def _in_row(text: str, row: list[tuple[int, int]], taken: bytes | bytearray) -> Iterator[Person]:
    words = [text[start:end] for start, end in row]
    held = [bool(taken[start]) for start, _ in row] if taken else [False] * len(row)
    windows = _windows(words, held)
    if not windows:
        return
    seen = views(words)
    for first, last in windows:
        begin = -1
        for place, tag in enumerate([*tags(seen, first, last), "O"], start=first):
            if begin >= 0 and tag != "I-PER":
                start, end = row[begin][0], row[place - 1][1]
                yield Person(text[start:end], start, end)
                begin = -1
            if tag.endswith("PER") and begin < 0:
                begin = place
