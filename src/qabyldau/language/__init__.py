"""The product's only door to tilmash: asks for a reading and gives back plain dataclasses; no tables, no Django."""

import re
from dataclasses import dataclass

import tilmash
from qabyldau.language.names import FullName, address, decline, full_name, short_name

__all__ = ["FullName", "Understanding", "address", "decline", "full_name", "mask", "read", "short_name"]


@dataclass(frozen=True, slots=True)
class Understanding:
    """What the engine proposes about a text, as plain values to be stored and shown with their reasons.

    `language` kk, ru, mixed, en, other; `script` cyrillic, latin, arabic, mixed, none; `themes` of (code, score 0..1,
    deciding words), best first, both levels; `pii` of (kind, start, end) in characters of the text; `urgency` 0..3
    with its words; `masked` the text for the eyes of those who may not see personal data; `version` of the engine.
    """

    language: str
    script: str
    themes: tuple[tuple[str, float, tuple[str, ...]], ...]
    pii: tuple[tuple[str, int, int], ...]
    urgency: int
    urgency_why: tuple[str, ...]
    masked: str
    version: str

    @property
    def theme(self) -> str:
        """The best theme of the second level, which a case can have; "" where nothing so fine is found."""
        return next((code for code, _, _ in self.themes if "." in code), "")


def read(text: str) -> Understanding:
    """Read a text. Deterministic for a text and an engine version; raises TypeError for anything but a `str`."""
    reading = tilmash.read(text)
    return Understanding(
        language=reading.language,
        script=reading.script,
        themes=tuple((label.code, label.p, label.why) for label in reading.themes),
        pii=tuple((span.kind, span.start, span.end) for span in reading.pii),
        urgency=reading.urgency.level,
        urgency_why=reading.urgency.why,
        masked=reading.masked,
        version=reading.version,
    )


def mask(text: str) -> str:
    """Return a text with a token in the place of each piece of personal data; raises TypeError for anything but a `str`."""
    return str(tilmash.mask(text))


_WORD = re.compile(r"[^\W_]+(?:['’ʼʻ`][^\W_]+)*")
_STEM, _START, _FORM = 0, 2, 6
"""Which of the terms that tilmash gives for a word an index keeps: stem, five letters of it, six of the word as written."""


def terms(text: str) -> frozenset[str]:
    """Return what an index stores for a text: for each word that says something its stem, in one spelling whatever the
    letters (without Kazakh signs, Latin, ё for е), and the beginnings of stem and word, by which slips still meet.

    Pieces of words, which a ranked search weighs, are left out: here every word that is asked for must be there.
    """
    words = list(dict.fromkeys(_WORD.findall(text)))
    return frozenset(term for found in tilmash.terms(words) for term in _kept(found))


def asked(words: str) -> list[tuple[str, frozenset[str]]]:
    """Return each word of a question that says something, with the terms of which a text must hold one."""
    given = list(dict.fromkeys(_WORD.findall(words)))
    pairs = zip(given, tilmash.terms(given), strict=True)
    return [(word, frozenset(_kept(found))) for word, found in pairs if found]


def _kept(found: list[str]) -> list[str]:
    """Return the terms that count of those for one word; with a figure in it only the whole: 12 is not the start of 123."""
    if not found or any(sign.isdigit() for sign in found[_STEM]):
        return found[:1]
    return [found[place] for place in (_STEM, _START, _FORM)]


@dataclass(frozen=True, slots=True)
class ReplySigns:
    """What the engine finds in a reply: signs that it answers nothing, as (kind, start, end, reason), and its dates (ISO)."""

    signs: tuple[tuple[str, int, int, str], ...]
    dates: tuple[str, ...]


def reply_signs(text: str, question: str | None = None) -> ReplySigns:
    """Read a reply; with the appeal as ``question`` a reply to something else is found too. A sign is no verdict."""
    found = tilmash.reply_signs(text, question)
    return ReplySigns(
        signs=tuple((sign.kind, sign.start, sign.end, sign.why) for sign in found),
        dates=tuple(date.value for date in tilmash.read(text).dates if date.value),
    )


@dataclass(frozen=True, slots=True)
class Alike:
    """That two texts are probably about one matter: how alike they are, 0 to 1, and the words that both say."""

    score: float
    why: tuple[str, ...]


def alike(left: str, right: str) -> Alike | None:
    """Return why two texts, in Kazakh or Russian each, are probably about one matter, or None where they are not."""
    if not tilmash.same_matter(left, right):
        return None
    found = tilmash.similar(left, right)
    spelled = {**_spelled(right), **_spelled(left)}
    why = [" = ".join(spelled.get(stem, stem) for stem in each.split(" = ")) for each in found.why]
    return Alike(float(found), tuple(dict.fromkeys(why)))


def _spelled(text: str) -> dict[str, str]:
    """Return the first word of each stem as a text writes it: the engine's stems have no Kazakh letters."""
    words = re.findall(r"\w+", text)
    stems = [terms[0].rstrip(">") if terms else "" for terms in tilmash.terms(words)]
    return dict(reversed(list(zip(stems, words, strict=True))))


LEAST_CHANCE, LETTERS = 0.3, 3
"""A theme less probable than this is no key; so many first letters of a street's name meet it in both languages."""


def matter_keys(text: str) -> tuple[str, ...]:
    """Return by what a text's matter is looked for among others: its themes alone and with each place that it names.

    Names are cut to their first letters in one spelling, because Kazakh and Russian write the same street differently.
    """
    reading = tilmash.read(text)
    themes = dict.fromkeys(
        label.code.partition(".")[0] for label in reading.themes if label.p >= LEAST_CHANCE
    )
    spots = [
        name for row in reading.addresses for name in (row.street, row.microdistrict, row.landmark) if name
    ]
    spots += [row.number for row in reading.organisations if row.number]
    spots += [row.name for row in reading.places]
    found = dict.fromkeys(_spot(name) for name in spots)
    return (*themes, *(f"{theme}|{spot}" for theme in themes for spot in found if spot))


def _spot(name: str) -> str:
    terms = tilmash.terms(name)
    whole = str(terms[_STEM]).rstrip(">") if terms else ""
    return whole if any(sign.isdigit() for sign in whole) else whole[:LETTERS]
