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
from tilmash.entities.tagger import Stretch, tags_of
from tilmash.entities.usual import ordinary
from tilmash.script import key
from tilmash.types import Person

_MOST_WORDS = 80
_AT_ONCE = 256
_AROUND = 4
_LONGEST_WORD = 60
_END = frozenset(".!?…")
_Row = list[tuple[int, int]]


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


def persons(text: str, taken: bytes | bytearray = b"") -> list[Person]:
    """Give the persons of a text in order, with the endings of their cases; characters of `taken` (see `cover`) suggest no name."""
    return persons_of([(text, taken)])[0]


def persons_of(texts: list[tuple[str, bytes | bytearray]]) -> list[list[Person]]:
    """Give the persons of each text with its taken characters; many texts together cost less than one by one."""
    found: list[list[Person]] = [[] for _ in texts]
    waiting: list[tuple[int, _Row, Stretch]] = []
    for number, (text, taken) in enumerate(texts):
        for row in _rows(text):
            waiting += ((number, row, stretch) for stretch in _stretches(text, row, taken))
            if len(waiting) >= _AT_ONCE:
                _tell(texts, waiting, found)
                waiting = []
    _tell(texts, waiting, found)
    return found


def _rows(text: str) -> Iterator[_Row]:
    """Cut a text at ends of sentences, and at 80 words: (start, end) of the words and signs of each piece."""
    row: _Row = []
    for start, end in words_in(text):
        row.append((start, end if end - start <= _LONGEST_WORD else start + _LONGEST_WORD))
        if len(row) > _MOST_WORDS // 2 and (len(row) >= _MOST_WORDS or text[start] in _END):
            yield row
            row = []
    if row:
        yield row


def _stretches(text: str, row: _Row, taken: bytes | bytearray) -> list[Stretch]:
    words = [text[start:end] for start, end in row]
    held = [bool(taken[start]) for start, _ in row] if taken else [False] * len(row)
    windows = _windows(words, held)
    seen = views(words) if windows else []
    return [(seen, first, last) for first, last in windows]


def _tell(
    texts: list[tuple[str, bytes | bytearray]],
    waiting: list[tuple[int, _Row, Stretch]],
    found: list[list[Person]],
) -> None:
    """Add the persons of some stretches to those found in their texts."""
    told = tags_of([stretch for _, _, stretch in waiting])
    for (number, row, (_, first, _)), tags in zip(waiting, told, strict=True):
        begin = -1
        for place, tag in enumerate([*tags, "O"], start=first):
            if begin >= 0 and tag != "I-PER":
                start, end = row[begin][0], row[place - 1][1]
                found[number].append(Person(texts[number][0][start:end], start, end))
                begin = -1
            if tag.endswith("PER") and begin < 0:
                begin = place
