"""Kazakh letters put back into Kazakh words that were typed on Russian keys; everything else stays as it is.

Words are told Kazakh or Russian by their stretch (`tongue`); a Kazakh word without Kazakh letters takes its likeliest
spelling (`weigh`), where two are likely the neighbours decide. A sentence whose other words do have Kazakh letters
was typed on Kazakh keys and is left alone. Length, places and capitals never change.

>>> restore_text("Кошеде жарык жок, помогите").text
'Көшеде жарық жоқ, помогите'
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from tilmash.letters.alphabet import KAZAKH, KEYS, LETTERS, capitals_like
from tilmash.letters.tongue import leaning, smooth
from tilmash.letters.weigh import LONGEST, beside, ranked
from tilmash.normalize import on_russian_keys

_WORD = re.compile(f"[{LETTERS}{LETTERS.upper()}]+")
_SENTENCE = re.compile(r"[.!?…\n]\s")
_KAZAKH = frozenset(KAZAKH)
_AMBIGUOUS = frozenset(KEYS)
_LIKELY = 0.5
_NAME_SAYS, _OPENING_SAYS = 0.2, 2.0


@dataclass(frozen=True, slots=True)
class WordRestored:
    """One changed word at `start` of the text: as typed, as restored, and the probability in 0..1 that it is right."""

    start: int
    typed: str
    text: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Restored:
    """A text with its letters restored, the text as given, the changed words, and a confidence in 0..1.

    `confidence` is the expected share of the Kazakh words that are now right; 1 when nothing was in doubt.
    """

    text: str
    original: str
    words: tuple[WordRestored, ...]
    confidence: float


@lru_cache(maxsize=1 << 12)
def _choose(key: str, capital: bool, before: str, after: str) -> tuple[str, float]:
    return beside(ranked(key, capital), before, after)


def _needs_nothing(word: str) -> bool:
    return not 1 < len(word) <= LONGEST or not _KAZAKH.isdisjoint(word) or _AMBIGUOUS.isdisjoint(word)


def _sentences(text: str, words: list[re.Match[str]]) -> Iterator[range]:
    """Give stretches of words, by number, that no end of a sentence parts."""
    first = 0
    for number in range(1, len(words) if _SENTENCE.search(text) else 0):
        if _SENTENCE.search(text, words[number - 1].end(), words[number].start()):
            yield range(first, number)
            first = number
    if words:
        yield range(first, len(words))


def _leanings(text: str, matches: list[re.Match[str]], lower: list[str]) -> list[float]:
    """Give the leaning of each word; one with a capital may be a name, which says little of the language around it."""
    found = list(map(leaning, lower))
    if text.isupper():
        return found
    end = 0
    for number, match in enumerate(matches):
        if lower[number] != match.group():
            opens = number == 0 or _SENTENCE.search(text, end, match.start())
            most = _OPENING_SAYS if opens else _NAME_SAYS
            found[number] = max(-most, min(most, found[number]))
        end = match.end()
    return found


def restore_word(word: str) -> tuple[str, float]:
    """Give a single word with its Kazakh letters restored, and the probability in 0..1 that they are right.

    A word that is not Kazakh, or has Kazakh letters, comes back as it is with 1.0.
    """
    found = restore_text(word)
    return found.text, found.words[0].confidence if found.words else found.confidence


def restore_text(text: str) -> Restored:
    """Restore the Kazakh letters of a text; never raises, time grows with the length of the text."""
    matches = list(_WORD.finditer(text))
    lower = [match.group().lower() for match in matches]
    stretches = list(_sentences(text, matches))
    lettered = [_lettered(lower[stretch.start : stretch.stop]) for stretch in stretches]
    # Where more words have Kazakh letters than could get some, nothing need be weighed.
    if all(more > may for more, may in lettered):
        return Restored(text, text, (), 1.0)
    shares = smooth(_leanings(text, matches, lower))
    changed: list[WordRestored] = []
    sure: list[float] = []
    for stretch, (more, _) in zip(stretches, lettered, strict=True):
        found = _restore_sentence(stretch, matches, lower, shares, sure)
        if more <= len(found):
            changed.extend(found)
    if not changed:
        return Restored(text, text, (), 1.0)
    pieces, end = [], 0
    for word in changed:
        pieces += [text[end : word.start], word.text]
        end = word.start + len(word.typed)
    return Restored("".join(pieces) + text[end:], text, tuple(changed), sum(sure) / len(sure))


def _lettered(words: list[str]) -> tuple[int, int]:
    """Count the words that have Kazakh letters, and those that might get some."""
    bare = [word for word in words if _KAZAKH.isdisjoint(word)]
    return len(words) - len(bare), sum(not _needs_nothing(word) for word in bare)


def _restore_sentence(
    stretch: range, matches: list[re.Match[str]], lower: list[str], shares: list[float], sure: list[float]
) -> list[WordRestored]:
    found = []
    for number in stretch:
        word = lower[number]
        if shares[number] < _LIKELY or _needs_nothing(word):
            continue
        typed = matches[number].group()
        before = on_russian_keys(lower[number - 1]) if number > stretch.start else ""
        after = on_russian_keys(lower[number + 1]) if number + 1 < stretch.stop else ""
        best, chance = _choose(word, typed != word and number > stretch.start, before, after)
        sure.append(chance * shares[number])
        if best != word:
            found.append(WordRestored(matches[number].start(), typed, capitals_like(typed, best), sure[-1]))
    return found
