"""Look-up of the word lists: which patterns a text holds, and which of its words they are.

A pattern is one to three words. A word `жөнде` matches any word that begins so, `су~` only with known endings, `су=`
only itself; a stem of three letters is always taken
as with `~` unless it says `жөн*`; all are compared by folded key, so spelling and script do not matter. The words of a phrase may stand in
any order within a few places of each other; `бала+үй` asks for
neighbours in that order. The longest pattern of a word wins, and the code `-` says "not a sign of
anything", which is how жолданым (an appeal) is kept out of жол (a road). Look-up is by dictionary of prefixes: its
time grows with the text, not with the lists.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from tilmash.lang import concept_rows, read_table
from tilmash.normalize import fold
from tilmash.script import key
from tilmash.types import Token

PHRASE_REACH = 4
NOT_A_SIGN = "-"
_VOICED = {"к": "г", "п": "б"}
_LONGEST_STEM = 24
_SHORTEST_PREFIX = 4


@dataclass(frozen=True, slots=True)
class Hit:
    """A pattern found: its code and weight, its own number, and the deciding words as they stand in the text."""

    code: str
    weight: float
    pattern: int
    words: tuple[str, ...]


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
    code: str
    weight: float
    pattern: int


def _fits(mark: str, rest: str) -> bool:
    if mark == "*" or not rest:
        return True
    return mark != "=" and is_ending(rest, is_russian=mark == "≈")


class PatternIndex:
    """The patterns of some rows (code, weight, Kazakh patterns, Russian patterns), ready to be found in tokens."""

    def __init__(self, rows: Iterable[tuple[str, ...]]) -> None:
        self._atoms: dict[str, int] = {}
        self._stems: dict[str, list[tuple[int, str]]] = defaultdict(list)
        self._singles: dict[int, list[tuple[str, float, int]]] = defaultdict(list)
        self._phrases: dict[int, list[Phrase]] = defaultdict(list)
        self._blocked: set[int] = set()
        self._patterns = 0
        self._known: set[tuple[str, tuple[int, ...], bool]] = set()
        for code, weight, kazakh, russian in rows:
            for cell, is_russian in ((kazakh, False), (russian, True)):
                for pattern in filter(str.strip, cell.split(";")):
                    self._add(code, float(weight), pattern.split(), is_russian)
        self._atoms_of = lru_cache(maxsize=1 << 16)(self._find_atoms)

    def _atom(self, word: str, is_russian: bool) -> int:
        stem = fold(word.rstrip("=~*"))
        mark = word[-1] if word[-1] in "=~*" else "~" if len(stem) < _SHORTEST_PREFIX else "*"
        mark = "≈" if mark == "~" and is_russian else mark
        name = stem + mark
        if name not in self._atoms:
            self._atoms[name] = number = len(self._atoms)
            self._stems[stem].append((number, mark))
            if mark != "=" and stem[-1] in _VOICED:
                self._stems[stem[:-1] + _VOICED[stem[-1]]].append((number, mark))
        return self._atoms[name]

    def _add(self, code: str, weight: float, words: list[str], is_russian: bool) -> None:
        strict = len(words) == 1 and "+" in words[0]
        first, *others = [self._atom(word, is_russian) for word in (words[0].split("+") if strict else words)]
        if (code, (first, *others), strict) in self._known:
            return
        self._known.add((code, (first, *others), strict))
        self._patterns += 1
        if code == NOT_A_SIGN:
            self._blocked.add(first)
        elif others:
            self._phrases[first].append(Phrase(tuple(others), strict, code, weight, self._patterns))
        else:
            self._singles[first].append((code, weight, self._patterns))

    def _find_atoms(self, word: str) -> tuple[int, ...]:
        folded = key(word)
        found: list[int] = []
        for length in range(min(len(folded), _LONGEST_STEM), 0, -1):
            for atom, mark in self._stems.get(folded[:length], ()):
                if _fits(mark, folded[length:]):
                    found.append(atom)
            if not self._blocked.isdisjoint(found):
                break
        return tuple(found)

    def find(self, tokens: tuple[Token, ...]) -> list[Hit]:
        """Give every pattern found in the tokens, in the order of the text."""
        held = [(index, atoms) for index, token in enumerate(tokens) if (atoms := self._atoms_of(token.text))]
        hits: list[Hit] = []
        for position, (index, atoms) in enumerate(held):
            single = next((self._singles[atom] for atom in atoms if atom in self._singles), ())
            hits.extend(Hit(code, weight, number, (tokens[index].text,)) for code, weight, number in single)
            for phrase in (phrase for atom in atoms for phrase in self._phrases.get(atom, ())):
                if places := _places_of(phrase, tokens, held, position):
                    words = tuple(tokens[place].text for place in sorted(places))
                    hits.append(Hit(phrase.code, phrase.weight, phrase.pattern, words))
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
def theme_patterns() -> PatternIndex:
    """Give the index of the themes' word lists, built on first use."""
    return PatternIndex(concept_rows())


@cache
def danger_patterns() -> PatternIndex:
    """Give the index of the words of danger and haste, built on first use."""
    return PatternIndex(read_table("urgency.tsv"))
