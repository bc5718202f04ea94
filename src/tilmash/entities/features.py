"""What the name finder sees of each word: its letters, its endings, its case, the lists, and the same of neighbours.

Letters are folded first (Kazakh letters on their Russian keys), so a text typed without Kazakh letters shows the same
features as one typed with them. How a text uses capitals is a feature of its own: where it uses none, a small letter
says nothing. After Ratinov and Roth, "Design Challenges and Misconceptions in Named Entity Recognition", 2009.

>>> views(["Айгүл", "келді"])[1].shape, own("келді")[:2]
('x', ('w=келди', 's5=келди'))
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from tilmash.entities.gazetteer import marks, stems
from tilmash.entities.kinds import kind_of
from tilmash.script import key

_OPEN, _CLOSE = frozenset('«“„"'), frozenset('»”"')
_WORD = re.compile(r"[^\W_]+(?:['’ʼ\-‐][^\W_]+)*|[^\w\s]|_")
_SENTENCE_END = frozenset(".!?…\n")
_SIZE = 1 << 14


class View(NamedTuple):
    """A word where it stands: its case, how the sentence uses capitals, whether it begins one, is quoted; its lists."""

    word: str
    shape: str
    manner: str
    starts: bool
    quoted: bool
    marked: str


def words_in(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Give the (start, end) of the words and signs of a stretch of text; a hyphen inside a word parts nothing."""
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        yield match.span()


@lru_cache(maxsize=_SIZE)
def shape_of(word: str) -> str:
    """Give the case of a word: `Xx`, `X`, `XX` (a short one), `XXX`, `x`, `9` or `.`."""
    first = word[0]
    if first.isdigit():
        return "9"
    if not first.isalpha():
        return "."
    if first.islower():
        return "x" if word.islower() else "xX"
    if len(word) == 1:
        return "X"
    if word.isupper():
        return "XX" if len(word) < 4 else "XXX"
    return "Xx"


def manner_of(shapes: list[str]) -> str:
    """Say how a sentence uses capitals: `full` (inside too), `first` (only the first word), `none`, `caps` (only them)."""
    letters = [shape for shape in shapes if shape not in "9."]
    capital = sum(shape[0] == "X" for shape in letters)
    if not capital:
        return "none"
    if letters.count("XXX") * 2 > len(letters):
        return "caps"
    return "first" if capital == 1 and letters[0][0] == "X" else "full"


def own(word: str) -> tuple[str, ...]:
    """Give the features of a word by itself."""
    folded = key(word)
    found = [f"w={folded}"]
    if folded[:1].isalpha():
        found += [f"s{size}={folded[-size:]}" for size in (5, 4, 3, 2) if len(folded) >= size]
        found += [f"p{size}={folded[:size]}" for size in (6, 4, 3) if len(folded) > size]
        found += [f"m={mark}" for mark in sorted(marks(word))] or ["m="]
        found += _of_stem(word, folded)
        found.append("-" if "-" in word else f"n={min(len(word), 12)}")
    return tuple(found)


def _of_stem(word: str, folded: str) -> list[str]:
    """Give the kind that vectors tell, and how the word ends when its case is cut: "Нияздың" ends as "Нияз" does."""
    kind = kind_of(word)
    stem = min(stems(folded), key=len)
    ends = [f"t{size}={stem[-size:]}" for size in (4, 3) if len(stem) > size] if stem != folded else []
    return [f"k={kind}", f"kc={kind}{shape_of(word)}", *ends]


def beside(word: str, side: str) -> tuple[str, ...]:
    """Give the features a word lends to its neighbour; no word: the edge of the text."""
    if not word:
        return (f"{side}edge",)
    folded = key(word)
    found = [f"{side}w={folded}"]
    if folded[:1].isalpha():
        found += [f"{side}s={folded[-3:]}", f"{side}p={folded[:5]}", f"{side}m={marked(word)}"]
        if kind := kind_of(word):
            found.append(f"{side}k={kind}")
    return tuple(found)


def farther(word: str, side: str) -> tuple[str, ...]:
    """Give what a word lends to the next but one."""
    return (f"{side}w={key(word)}",)


@lru_cache(maxsize=_SIZE)
def marked(word: str) -> str:
    """Give the lists a word is in, as one string."""
    return "+".join(sorted(marks(word)))


def alone(shape: str, manner: str, starts: bool, lists: str) -> tuple[str, ...]:
    """Give the features of a word's case, with what the sentence does and what the lists say."""
    return (
        manner,
        f"c={shape}{manner}{starts:d}",
        f"cm={shape}{lists}",
        f"cms={shape}{manner}{starts:d}{lists}",
    )


def pair(side: str, shape: str, lists: str, other_shape: str, other_lists: str) -> tuple[str, ...]:
    """Give the features of a word and its neighbour on a side together."""
    if not other_shape:
        return (f"{side}c={shape}",)
    return f"{side}c={shape}|{other_shape}", f"{side}m={shape}{lists}|{other_shape}{other_lists}"


def views(words: list[str]) -> list[View]:
    """Give each word where it stands; words hold no blanks and none is empty."""
    shapes = [shape_of(word) for word in words]
    manner = manner_of(shapes)
    if manner in ("none", "caps"):
        shapes = [shape if shape in "9." else "?" for shape in shapes]
    rows: list[View] = []
    quoted, before = False, "."
    for word, shape in zip(words, shapes, strict=True):
        rows.append(View(word, shape, manner, before in _SENTENCE_END, quoted, marked(word)))
        quoted = (quoted or word in _OPEN) and word not in _CLOSE
        before = word
    return rows


NOTHING = View("", "", "", False, False, "")


def features(words: list[str]) -> list[list[str]]:
    """Give the features of each word of a sentence, as the trainer asks for them."""
    row = [NOTHING, NOTHING, *views(words), NOTHING, NOTHING]
    return [list(_of(*row[place - 2 : place + 3])) for place in range(2, len(row) - 2)]


def _of(far_left: View, left: View, here: View, right: View, far_right: View) -> Iterator[str]:
    yield from own(here.word)
    yield from alone(here.shape, here.manner, here.starts, here.marked)
    yield from pair("<", here.shape, here.marked, left.shape, left.marked)
    yield from pair(">", here.shape, here.marked, right.shape, right.marked)
    yield from beside(left.word, "<")
    yield from beside(right.word, ">")
    if far_left.word:
        yield from farther(far_left.word, "<<")
    if far_right.word:
        yield from farther(far_right.word, ">>")
    if here.quoted:
        yield "quoted"
