"""Look-up of the thesaurus: which concepts a text names, and by which of its words.

A concept is one thing of public life with its Kazakh and Russian patterns; it is the bridge between the languages. A
pattern is one to three words. A word `жөнде` matches any word that begins so, `су~` only with known endings, `су=`
only itself; a stem of three letters is always taken as with `~` unless it says `жөн*`, which a Kazakh verb means for
its own forms only; all are compared by folded key, so spelling and script do not matter. The words of a phrase may stand in any order within a few places of each
other; `бала+үй` asks for neighbours in that order. The longest stem of a word wins, with the longest themed one
where that stem names only a general thing; the row `-` says "not a sign of anything", which is how жолданым (an
appeal) is kept out of жол (a road). Look-up is by dictionary of prefixes, and a phrase is asked for only where its
rarest word stands: the time grows with the text, not with the lists.

>>> from tilmash.segment import tokenize
>>> [hit.code for hit in thesaurus().find(tokenize("Аялдамада жарық жоқ"))][:1]
['bus_stop']
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import itemgetter
from typing import NamedTuple

from tilmash.lang import concept_rows, read_table
from tilmash.morph import kk
from tilmash.morph.forms import is_verb_form
from tilmash.normalize import fold
from tilmash.script import is_latin, key
from tilmash.types import Token

PHRASE_REACH = 4
NOT_A_SIGN = "-"
_VOICED = {"к": "г", "п": "б"}
_LONGEST_STEM = 24
_SHORTEST_PREFIX = 4
_VERB = "v"
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


@lru_cache(maxsize=1 << 13)
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


def _fits(mark: str, rest: str) -> bool:
    if mark == "*" or not rest:
        return True
    if mark[0] == _VERB:
        return is_verb_form(mark[1:], rest)
    return mark != "=" and is_ending(rest, is_russian=mark == "≈")


def _mark_of(word: str, bare: str, length: int, is_russian: bool) -> str:
    """Give what may follow a stem: its own sign, or by its length and language; a short verb is named in its mark."""
    if length >= _SHORTEST_PREFIX:
        mark = word[-1] if word[-1] in "=~*" else "*"
    elif word[-1] == "*":
        return _VERB + bare if not is_russian and kk.VERB in kk.lexicon().get(bare, ()) else "*"
    else:
        mark = "=" if word[-1] == "=" else "~"
    return "≈" if mark == "~" and is_russian else mark


# Plain tuples throughout, for speed and because the collector of garbage stops following them, and there are tens of thousands.
Single = tuple[str, float, int]
# A pattern of several words: the atom of its first word, those of the others, how far they may stand and whether only
# after it, its row, weight and number.
Phrase = tuple[int, tuple[int, ...], int, bool, str, float, int]
# The other rarest atom that a phrase needs, and the number of the phrase.
Waiting = tuple[int, int]
# What a word says: its atoms, longest first; the patterns it makes by itself; phrases of which it is the rarest word.
Word = tuple[tuple[int, ...], tuple[Single, ...], tuple[Waiting, ...]]
# A word of a text that says something: its index among the tokens, and what a Word has.
Held = tuple[int, tuple[int, ...], tuple[Single, ...], tuple[Waiting, ...]]
# The indexes of the tokens that have an atom.
Where = dict[int, list[int]]
_FEW = 8
# Makes a Hit in half the time of calling it.
_new = tuple.__new__
_SILENT: Word = ((), (), ())


class PatternIndex:
    """The patterns of some rows (slug, weight, Kazakh patterns, Russian patterns), ready to be found in tokens."""

    def __init__(self, rows: Iterable[tuple[str, ...]]) -> None:
        self._written: dict[str, int] = {}
        self._atoms: dict[str, int] = {}
        self._stems: dict[str, tuple[tuple[int, str], ...]] = {}
        self._singles: dict[int, tuple[Single, ...]] = {}
        self._phrases: list[Phrase] = []
        self._blocked: set[int] = set()
        self._patterns = 0
        known: set[tuple[str, tuple[int, ...], bool]] = set()
        for slug, weight, kazakh, russian in rows:
            for cell, is_russian in ((kazakh, False), (russian, True)):
                for pattern in filter(str.strip, cell.split(";")):
                    words, strict = self._read(pattern, is_russian)
                    if (slug, words, strict) not in known:
                        known.add((slug, words, strict))
                        self._add(slug, float(weight), words, strict)
        self._waiting = _by_rarest_word(self._phrases)
        self._lengths = _lengths_of(self._stems)
        self._made = {
            stem: tuple((atom, mark, self._singles.get(atom, ())) for atom, mark in known)
            for stem, known in self._stems.items()
        }
        self._word = lru_cache(maxsize=1 << 14)(self._look_up)
        # Only the building needed these.
        self._written.clear()
        self._atoms.clear()
        self._stems.clear()
        self._singles.clear()

    def _atom(self, word: str, is_russian: bool) -> int:
        written = word + "≈" * is_russian
        if written not in self._written:
            self._written[written] = self._new_atom(word, is_russian)
        return self._written[written]

    def _new_atom(self, word: str, is_russian: bool) -> int:
        bare = word.rstrip("=~*")
        stem = key(bare) if is_latin(bare) else fold(bare)
        mark = _mark_of(word, bare, len(stem), is_russian)
        name = stem + mark
        if name not in self._atoms:
            self._atoms[name] = number = len(self._atoms)
            spellings = [stem]
            if mark != "=" and stem[-1] in _VOICED:
                spellings.append(stem[:-1] + _VOICED[stem[-1]])
            for spelling in spellings:
                self._stems[spelling] = (*self._stems.get(spelling, ()), (number, mark))
        return self._atoms[name]

    def _read(self, pattern: str, is_russian: bool) -> tuple[tuple[int, ...], bool]:
        """Give the atoms of a pattern, and whether they must stand at once and in this order."""
        words = pattern.split()
        strict = len(words) == 1 and "+" in pattern
        words = words[0].split("+") if strict else words
        return tuple([self._atom(word, is_russian) for word in words]), strict

    def _add(self, slug: str, weight: float, words: tuple[int, ...], strict: bool) -> None:
        first, *others = words
        self._patterns += 1
        if slug == NOT_A_SIGN:
            self._blocked.add(first)
        elif others:
            reach = len(others) if strict else PHRASE_REACH + len(others) - 1
            self._phrases.append((first, tuple(others), reach, strict, slug, weight, self._patterns))
        else:
            self._singles[first] = (*self._singles.get(first, ()), (slug, weight, self._patterns))

    def _look_up(self, word: str) -> Word:
        """Read one word: an atom of a longer stem silences the patterns of shorter ones."""
        readings = [self._look_up_key(folded) for folded in readings_of(word)]
        _, found, singles = readings[0] if len(readings) == 1 else max(readings, key=itemgetter(0))
        if not found:
            return _SILENT
        waiting: list[Waiting] = []
        for atom in found:
            waiting += self._waiting.get(atom, ())
        return tuple(found), tuple(singles), tuple(waiting)

    def _look_up_key(self, folded: str) -> tuple[int, list[int], list[Single]]:
        """Give the length of the longest stem of a key, its atoms, and the patterns of one word it makes."""
        found: list[int] = []
        singles: list[Single] = []
        longest = 0
        is_themed = False
        for length in self._lengths_for(folded):
            if length > len(folded):
                continue
            made: tuple[Single, ...] = ()
            count = len(found)
            for atom, mark, more in self._made.get(folded[:length], ()):
                if mark == "*" or _fits(mark, folded[length:]):
                    found.append(atom)
                    made += more
            if len(found) == count:
                continue
            longest = longest or length
            if made and not is_themed and (not singles or any(weight for _, weight, _ in made)):
                singles += made
                is_themed = any(weight for _, weight, _ in made)
            if not self._blocked.isdisjoint(found):
                break
        return longest, found, singles

    def _lengths_for(self, folded: str) -> tuple[int, ...]:
        lengths = self._lengths
        return lengths.get(folded[:3]) or lengths.get(folded[:2]) or lengths.get(folded[:1]) or ()

    def find(self, tokens: tuple[Token, ...]) -> list[Hit]:
        """Give every pattern found in the tokens, in the order of the text."""
        held = [
            (index, *word)
            for index, token in enumerate(tokens)
            if (word := self._word(token[0])) is not _SILENT
        ]
        if not held:
            return []
        begun = self._begun(held)
        where = _where(held, begun)
        hits: list[Hit] = []
        for index, atoms, singles, _ in held:
            if singles:
                here, place = (tokens[index].text,), (index,)
                hits += [_new(Hit, (slug, weight, number, here, place)) for slug, weight, number in singles]
            if begun and not begun.keys().isdisjoint(atoms):
                phrases = [phrase for atom in atoms if atom in begun for phrase in begun[atom]]
                hits += _phrases_at(index, phrases, tokens, where)
        return hits

    def _begun(self, held: list[Held]) -> dict[int, list[Phrase]]:
        """Give the phrases that may stand among some words, by the atom of their first word, in order of number."""
        present: set[int] = set()
        for _, atoms, _, _ in held:
            present.update(atoms)
        near = {number for _, _, _, waiting in held for other, number in waiting if other in present}
        begun: dict[int, list[Phrase]] = {}
        for number in sorted(near):
            phrase = self._phrases[number]
            begun.setdefault(phrase[0], []).append(phrase)
        return begun


def _where(held: list[Held], begun: dict[int, list[Phrase]]) -> Where:
    """Give where the other words of some phrases stand."""
    asked = {atom for phrases in begun.values() for phrase in phrases for atom in phrase[1]}
    where: Where = {}
    for index, atoms, _, _ in held if asked else ():
        if not asked.isdisjoint(atoms):
            for atom in atoms:
                where.setdefault(atom, []).append(index)
    return where


def _lengths_of(stems: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """Give how long the stems are that begin as a word does, longest first: look-ups that cannot find are spared."""
    lengths: dict[str, set[int]] = defaultdict(set)
    for stem in stems:
        if len(stem) <= _LONGEST_STEM:
            lengths[stem[:3]].add(len(stem))
    return {
        start: tuple(sorted(known.union(*(lengths.get(start[:size], ()) for size in (1, 2))), reverse=True))
        for start, known in lengths.items()
    }


def _by_rarest_word(phrases: list[Phrase]) -> dict[int, tuple[Waiting, ...]]:
    """Put each phrase under that of its atoms which the fewest phrases use, with the rarest of the others."""
    uses = Counter(atom for first, others, *_ in phrases for atom in (first, *others))
    waiting: dict[int, list[Waiting]] = defaultdict(list)
    for number, (first, others, *_) in enumerate(phrases):
        rarest, next_rarest = sorted((first, *others), key=uses.__getitem__)[:2]
        waiting[rarest].append((next_rarest, number))
    return {atom: tuple(numbers) for atom, numbers in waiting.items()}


def _phrases_at(index: int, phrases: list[Phrase], tokens: tuple[Token, ...], where: Where) -> list[Hit]:
    """Give those of the phrases that stand around a token, which is their first word."""
    hits: list[Hit] = []
    for _, others, reach, strict, slug, weight, number in phrases:
        places = [index]
        for other in others:
            place = _near(index, where.get(other, ()), tokens, reach, 1 if strict else -reach, places)
            if place < 0:
                break
            places.append(place)
        else:
            places.sort()
            words = tuple([tokens[place][0] for place in places])
            hits.append(_new(Hit, (slug, weight, number, words, tuple(places))))
    return hits


def _near(
    index: int, held: Sequence[int], tokens: tuple[Token, ...], most: int, least: int, taken: list[int]
) -> int:
    """Give the first token of some that is neither taken nor too far from another, or -1."""
    if len(held) > _FEW:
        # Places count words and never fall, so no token nearer than the reach stands further than that in the list.
        held = held[bisect_left(held, index - most) : bisect_right(held, index + most)]
    here = tokens[index][3]
    for place in held:
        if least <= tokens[place][3] - here <= most and place not in taken:
            return place
    return -1


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
