"""Look-up of the thesaurus: which concepts a text names, and by which of its words.

A concept is one thing of public life with its Kazakh and Russian patterns; it is the bridge between the languages. A
pattern is one to three words. A word `жөнде` matches any word that begins so, `су~` only with known endings, `су=`
only itself; a stem of three letters is always taken as with `~` unless it says `жөн*`; all are compared by folded
key, so spelling and script do not matter. The words of a phrase may stand in any order within a few places of each
other; `бала+үй` asks for neighbours in that order. The longest stem of a word wins, with the longest themed one
where that stem names only a general thing; the row `-` says "not a sign of anything", which is how жолданым (an
appeal) is kept out of жол (a road). Look-up is by dictionary of prefixes: its time grows with the text, not with the
lists.

>>> from tilmash.segment import tokenize
>>> [hit.code for hit in thesaurus().find(tokenize("Аялдамада жарық жоқ"))][:1]
['bus_stop']
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from tilmash.lang import concept_rows, read_table
from tilmash.normalize import fold
from tilmash.script import is_latin, key
from tilmash.types import Token

PHRASE_REACH = 4
NOT_A_SIGN = "-"
_VOICED = {"к": "г", "п": "б"}
_LONGEST_STEM = 24
_SHORTEST_PREFIX = 4


@dataclass(frozen=True, slots=True)
class Concept:
    """A thing of public life: its slug, the theme it speaks for ("" for none) and how strongly, and its urgency."""

    slug: str
    theme: str
    weight: float
    urgency: int


@dataclass(frozen=True, slots=True)
class Hit:
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


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words of a pattern after its first; `strict` asks for them at once and in this order."""

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


class PatternIndex:
    """The patterns of some rows (slug, weight, Kazakh patterns, Russian patterns), ready to be found in tokens."""

    def __init__(self, rows: Iterable[tuple[str, ...]]) -> None:
        self._atoms: dict[str, int] = {}
        self._stems: dict[str, list[tuple[int, str]]] = defaultdict(list)
        self._singles: dict[int, list[Single]] = defaultdict(list)
        self._phrases: dict[int, list[Phrase]] = defaultdict(list)
        self._blocked: set[int] = set()
        self._patterns = 0
        self._known: set[tuple[str, tuple[int, ...], bool]] = set()
        for slug, weight, kazakh, russian in rows:
            for cell, is_russian in ((kazakh, False), (russian, True)):
                for pattern in filter(str.strip, cell.split(";")):
                    self._add(slug, float(weight), pattern.split(), is_russian)
        self._held = lru_cache(maxsize=1 << 16)(self._find)

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
            self._phrases[first].append(Phrase(tuple(others), strict, slug, weight, self._patterns))
        else:
            self._singles[first].append((slug, weight, self._patterns))

    def _find(self, word: str) -> tuple[tuple[int, ...], tuple[Single, ...]]:
        """Give the atoms a word matches, longest first, and the patterns of one word it makes by itself."""
        folded = key(word)
        found: list[int] = []
        singles: list[Single] = []
        is_themed = False
        for length in range(min(len(folded), _LONGEST_STEM), 0, -1):
            here = [atom for atom, mark in self._stems.get(folded[:length], ()) if _fits(mark, folded[length:])]
            found += here
            made = [single for atom in here for single in self._singles.get(atom, ())]
            if not is_themed and (not singles or any(weight for _, weight, _ in made)):
                singles += made
                is_themed = any(weight for _, weight, _ in made)
            if not self._blocked.isdisjoint(found):
                break
        return tuple(found), tuple(singles)

    def find(self, tokens: tuple[Token, ...]) -> list[Hit]:
        """Give every pattern found in the tokens, in the order of the text."""
        read = [self._held(token.text) for token in tokens]
        held = [(index, atoms) for index, (atoms, _) in enumerate(read) if atoms]
        hits: list[Hit] = []
        for position, (index, atoms) in enumerate(held):
            here = (tokens[index].text,)
            hits.extend(Hit(slug, weight, number, here, (index,)) for slug, weight, number in read[index][1])
            for phrase in (phrase for atom in atoms for phrase in self._phrases.get(atom, ())):
                if places := _places_of(phrase, tokens, held, position):
                    places = sorted(places)
                    words = tuple(tokens[place].text for place in places)
                    hits.append(Hit(phrase.concept, phrase.weight, phrase.pattern, words, tuple(places)))
        return hits


Held = tuple[int, tuple[int, ...]]


def _places_of(phrase: Phrase, tokens: tuple[Token, ...], held: list[Held], position: int) -> list[int]:
    """Give the indexes of the tokens that make a phrase whose first word stands at a position, or none."""
    index = held[position][0]
    here = tokens[index].place
    reach = len(phrase.others) if phrase.strict else PHRASE_REACH + len(phrase.others) - 1
    start = position + 1 if phrase.strict else max(0, position - reach)
    near = [item for item in held[start : position + reach + 1] if abs(tokens[item[0]].place - here) <= reach]
    places = [index]
    for other in phrase.others:
        place = next((place for place, atoms in near if other in atoms and place not in places), None)
        if place is None:
            return []
        places.append(place)
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
def thesaurus() -> PatternIndex:
    """Give the index of the thesaurus, built on first use."""
    return PatternIndex((slug, weight, kk, ru) for slug, _, weight, _, kk, ru in concept_rows())


@cache
def danger_patterns() -> PatternIndex:
    """Give the index of the words of danger and haste, built on first use."""
    return PatternIndex(read_table("urgency.tsv"))
