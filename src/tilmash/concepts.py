"""Look-up of the thesaurus: which concepts a text names, and by which of its words.

A concept is one thing of public life with its Kazakh and Russian patterns; it is the bridge between the languages. A
pattern is one to three words. A word `жөнде` matches any word that begins so, `су~` only with known endings, `су=`
only itself; a stem of three letters is always taken as with `~` unless it says `жөн*`; all are compared by folded
key, so spelling and script do not matter. The words of a phrase may stand in any order within a few places of each
other; `бала+үй` asks for neighbours in that order. The longest stem of a word wins, with the longest themed one
where that stem names only a general thing; the row `-` says "not a sign of anything", which is how жолданым (an
appeal) is kept out of жол (a road). Look-up is by dictionary of prefixes, and a phrase is asked for only where its
rarest word stands: the time grows with the text, not with the lists.

>>> from tilmash.segment import tokenize
>>> [hit.code for hit in thesaurus().find(tokenize("Аялдамада жарық жоқ"))][:1]
['bus_stop']
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import itemgetter
from typing import NamedTuple

from tilmash.lang import concept_rows, read_table
from tilmash.normalize import fold
from tilmash.script import is_latin, key
from tilmash.types import Token

PHRASE_REACH = 4
NOT_A_SIGN = "-"
_VOICED = {"к": "г", "п": "б"}
_LONGEST_STEM = 24
_SHORTEST_PREFIX = 4
_BACK = re.compile("[aouqıāīū]")
_FRONT = re.compile("[eäöüáóúə]")
_I_AFTER_CONSONANT = re.compile("(?<![аеиоуыэюя])и")


def readings_of(word: str) -> list[str]:
    """Give the keys a word may have: its own, and for one in chat Latin that with ы where it has i, and ш for w.

    >>> readings_of("zharik"), readings_of("жарық")
    (['жарик', 'жарык'], ['жарык'])
    """
    plain = key(word)
    if not is_latin(word) or word.isdigit():
        return [plain]
    other = key(word.lower().replace("w", "sh"))
    if _BACK.search(word.lower()) and not _FRONT.search(word.lower()):
        other = _I_AFTER_CONSONANT.sub("ы", other)
    return [plain] if other == plain else [plain, other]


@dataclass(frozen=True, slots=True)
class Concept:
    """A thing of public life: its slug, the theme it speaks for ("" for none) and how strongly, and its urgency."""

    slug: str
    theme: str
    weight: float
    urgency: int


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme of the tree: its code, the code of its parent ("" on the first level) and its names."""

    code: str
    parent: str
    kk: str
    ru: str
    en: str


class Hit(NamedTuple):
    """A pattern found: the code of its row (a concept's slug), its weight, its own number, its words as they stand
    and their indexes among the tokens."""

    code: str
    weight: float
    pattern: int
    words: tuple[str, ...]
    places: tuple[int, ...]


@cache
def _endings(name: str) -> frozenset[str]:
    rows = read_table(name)
    return frozenset(
        fold(suffix) for kind, suffixes, _ in rows if kind == "noun" for suffix in suffixes.split()
    )


@lru_cache(maxsize=1 << 14)
def is_kazakh_ending(rest: str, depth: int = 3) -> bool:
    """Say whether what follows a stem is nothing, or a chain of at most three Kazakh noun endings."""
    if not rest:
        return True
    if depth == 0:
        return False
    known = _endings("kk/suffixes.tsv")
    return any(
        rest[:cut] in known and is_kazakh_ending(rest[cut:], depth - 1)
        for cut in range(1, min(len(rest), 6) + 1)
    )


def is_ending(rest: str, is_russian: bool = False) -> bool:
    """Say whether a noun can end so; a Russian stem may take a Russian ending, or Kazakh ones in Kazakh speech."""
    return (is_russian and rest in _endings("ru/suffixes.tsv")) or is_kazakh_ending(rest)


class Phrase(NamedTuple):
    """A pattern of several words, by their atoms; `strict` asks for them at once and in this order."""

    first: int
    others: tuple[int, ...]
    strict: bool
    concept: str
    weight: float
    pattern: int


def _fits(mark: str, rest: str) -> bool:
    if mark == "*" or not rest:
        return True
    return mark != "=" and is_ending(rest, is_russian=mark == "≈")


Single = tuple[str, float, int]
Waiting = tuple[frozenset[int], Phrase]


class Word(NamedTuple):
    """What a word says: its atoms, longest first; the patterns it makes by itself; phrases of which it is the rarest
    word, each with the atoms it waits for."""

    atoms: tuple[int, ...]
    singles: tuple[Single, ...]
    waiting: tuple[Waiting, ...]


class PatternIndex:
    """The patterns of some rows (slug, weight, Kazakh patterns, Russian patterns), ready to be found in tokens."""

    def __init__(self, rows: Iterable[tuple[str, ...]]) -> None:
        self._atoms: dict[str, int] = {}
        self._stems: dict[str, list[tuple[int, str]]] = defaultdict(list)
        self._singles: dict[int, list[Single]] = defaultdict(list)
        self._phrases: list[Phrase] = []
        self._blocked: set[int] = set()
        self._patterns = 0
        self._known: set[tuple[str, tuple[int, ...], bool]] = set()
        for slug, weight, kazakh, russian in rows:
            for cell, is_russian in ((kazakh, False), (russian, True)):
                for pattern in filter(str.strip, cell.split(";")):
                    self._add(slug, float(weight), pattern.split(), is_russian)
        self._waiting = _by_rarest_word(self._phrases)
        self._word = lru_cache(maxsize=1 << 16)(self._look_up)

    def _atom(self, word: str, is_russian: bool) -> int:
        bare = word.rstrip("=~*")
        stem = key(bare) if is_latin(bare) else fold(bare)
        mark = word[-1] if word[-1] in "=~*" else "~" if len(stem) < _SHORTEST_PREFIX else "*"
        mark = "≈" if mark == "~" and is_russian else mark
        name = stem + mark
        if name not in self._atoms:
            self._atoms[name] = number = len(self._atoms)
            self._stems[stem].append((number, mark))
            if mark != "=" and stem[-1] in _VOICED:
                self._stems[stem[:-1] + _VOICED[stem[-1]]].append((number, mark))
        return self._atoms[name]

    def _add(self, slug: str, weight: float, words: list[str], is_russian: bool) -> None:
        strict = len(words) == 1 and "+" in words[0]
        first, *others = [self._atom(word, is_russian) for word in (words[0].split("+") if strict else words)]
        if (slug, (first, *others), strict) in self._known:
            return
        self._known.add((slug, (first, *others), strict))
        self._patterns += 1
        if slug == NOT_A_SIGN:
            self._blocked.add(first)
        elif others:
            self._phrases.append(Phrase(first, tuple(others), strict, slug, weight, self._patterns))
        else:
            self._singles[first].append((slug, weight, self._patterns))

    def _look_up(self, word: str) -> Word:
        """Read one word: an atom of a longer stem silences the patterns of shorter ones."""
        readings = [self._look_up_key(folded) for folded in readings_of(word)]
        _, found, singles = max(readings, key=itemgetter(0))
        waiting = [item for atom in dict.fromkeys(found) for item in self._waiting.get(atom, ())]
        return Word(tuple(found), tuple(singles), tuple(waiting))

    def _look_up_key(self, folded: str) -> tuple[int, list[int], list[Single]]:
        """Give the length of the longest stem of a key, its atoms, and the patterns of one word it makes."""
        found: list[int] = []
        singles: list[Single] = []
        longest = 0
        is_themed = False
        for length in range(min(len(folded), _LONGEST_STEM), 0, -1):
            here = [
                atom for atom, mark in self._stems.get(folded[:length], ()) if _fits(mark, folded[length:])
            ]
            if not here:
                continue
            found += here
            longest = longest or length
            made = [single for atom in here for single in self._singles.get(atom, ())]
            if not is_themed and (not singles or any(weight for _, weight, _ in made)):
                singles += made
                is_themed = any(weight for _, weight, _ in made)
            if not self._blocked.isdisjoint(found):
                break
        return longest, found, singles

    def find(self, tokens: tuple[Token, ...]) -> list[Hit]:
        """Give every pattern found in the tokens, in the order of the text."""
        read = [(index, self._word(token.text)) for index, token in enumerate(tokens)]
        told = [(index, word) for index, word in read if word.atoms]
        held = [(index, word.atoms) for index, word in told]
        present = {atom for _, atoms in held for atom in atoms}
        near = {phrase for _, word in told for needed, phrase in word.waiting if needed <= present}
        firsts = {phrase.first for phrase in near}
        hits: list[Hit] = []
        for position, (index, word) in enumerate(told):
            here = (tokens[index].text,)
            hits += [Hit(slug, weight, number, here, (index,)) for slug, weight, number in word.singles]
            if not firsts.isdisjoint(word.atoms):
                hits += _phrases_at(position, near, tokens, held)
        return hits


def _by_rarest_word(phrases: list[Phrase]) -> dict[int, list[Waiting]]:
    """Put each phrase under that of its atoms which the fewest phrases use."""
    uses = Counter(atom for phrase in phrases for atom in (phrase.first, *phrase.others))
    waiting: dict[int, list[Waiting]] = defaultdict(list)
    for phrase in phrases:
        atoms = (phrase.first, *phrase.others)
        waiting[min(atoms, key=uses.__getitem__)].append((frozenset(atoms), phrase))
    return waiting


Held = tuple[int, tuple[int, ...]]


def _phrases_at(
    position: int, near: set[Phrase], tokens: tuple[Token, ...], held: list[Held]
) -> Iterator[Hit]:
    """Give the phrases whose first word stands at a position."""
    atoms = held[position][1]
    begun = [phrase for phrase in near if phrase.first in atoms]
    for phrase in sorted(begun, key=lambda phrase: (atoms.index(phrase.first), phrase.pattern)):
        if places := sorted(_places_of(phrase, tokens, held, position)):
            words = tuple(tokens[place].text for place in places)
            yield Hit(phrase.concept, phrase.weight, phrase.pattern, words, tuple(places))


def _places_of(phrase: Phrase, tokens: tuple[Token, ...], held: list[Held], position: int) -> list[int]:
    """Give the indexes of the tokens that make a phrase whose first word stands at a position, or none."""
    index = held[position][0]
    here = tokens[index].place
    reach = len(phrase.others) if phrase.strict else PHRASE_REACH + len(phrase.others) - 1
    start = position + 1 if phrase.strict else max(0, position - reach)
    window = held[start : position + reach + 1]
    places = [index]
    for other in phrase.others:
        for place, atoms in window:
            if other in atoms and place not in places and abs(tokens[place].place - here) <= reach:
                places.append(place)
                break
        else:
            return []
    return places


@cache
def concepts() -> dict[str, Concept]:
    """Give every concept of the thesaurus by its slug."""
    return {
        slug: Concept(slug, "" if theme == NOT_A_SIGN else theme, float(weight), int(urgency))
        for slug, theme, weight, urgency, _, _ in concept_rows()
        if slug != NOT_A_SIGN
    }


@cache
def themes() -> dict[str, Theme]:
    """Give every theme of the tree by its code, parents before their children."""
    rows = (Theme(code, parent, kk, ru, en) for code, parent, kk, ru, en in read_table("themes.tsv"))
    return {theme.code: theme for theme in rows}


@cache
def thesaurus() -> PatternIndex:
    """Give the index of the thesaurus, built on first use."""
    return PatternIndex((slug, weight, kk, ru) for slug, _, weight, _, kk, ru in concept_rows())


@cache
def danger_patterns() -> PatternIndex:
    """Give the index of the words of danger and haste, built on first use."""
    return PatternIndex(read_table("urgency.tsv"))
