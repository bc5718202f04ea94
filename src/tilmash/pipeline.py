"""The order of the steps of reading: language, letters, things, personal data, themes, urgency; all texts of a call together."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import TypeVar, overload

from tilmash import langid
from tilmash.classify import themes_of
from tilmash.concepts import thesaurus
from tilmash.entities import entities_of_all
from tilmash.errors import text_of
from tilmash.letters import restore_text
from tilmash.redact import mask_spans, personal_spans_of_all
from tilmash.script import script_of
from tilmash.segment import sentences_of, tokenize
from tilmash.types import Reading, Sentence
from tilmash.urgency import urgency_of

VERSION = "0.2.0"
# Themes and language are read from the beginning of a very long text; personal data is looked for in all of it.
LONGEST_READ = 200_000
_CHUNK = 512
_MOST_CHARACTERS = 400_000
_RESTORED_IN = frozenset({langid.KAZAKH, langid.MIXED})

# Between them they have work for every step.
_OPENING = (
    "Кеше Айгул Сарсенбаева келди, жолдар бузылган. Вчера нет света",
    "Абай көшесі 12, 1 шілде, 500 тг",
)

Result = TypeVar("Result")


def checked(texts: str | list[str]) -> list[str]:
    """Give one text or a list of texts as a list; raises NotTextError for anything else."""
    return [text_of(text) for text in (texts if isinstance(texts, list) else [texts])]


def each(function: Callable[[str], Result], texts: str | list[str]) -> Result | list[Result]:
    """Give what a function gives for a text, or the list of that for a list of texts."""
    found = [function(text) for text in checked(texts)]
    return found if isinstance(texts, list) else found[0]


@overload
def read(text: str) -> Reading: ...
@overload
def read(text: list[str]) -> list[Reading]: ...
def read(text: str | list[str]) -> Reading | list[Reading]:
    """Read a text or a list of texts; the same text and VERSION give the same Reading.

    Raises NotTextError for anything but a `str` or a list of them.
    """
    texts = checked(text)
    _open()
    found: list[Reading] = []
    for part in _chunks(texts):
        with _uncollected():
            found.extend(_read(part))
    return found if isinstance(text, list) else found[0]


def _chunks(texts: list[str]) -> Iterator[list[str]]:
    """Cut a list into parts of at most 512 texts and, unless one text is longer, 400,000 characters."""
    part: list[str] = []
    size = 0
    for text in texts:
        size += len(text)
        if part and (len(part) == _CHUNK or size > _MOST_CHARACTERS):
            yield part
            part, size = [], len(text)
        part.append(text)
    if part:
        yield part


@cache
def _open() -> None:
    """Open every table before the first text, and let the collector of garbage look at them once, now."""
    with _uncollected():
        _read(list(_OPENING))
    if gc.isenabled():
        gc.collect()


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the collector of garbage out while a few hundred texts are read: a reading makes no cycles for it to find,
    and its rounds over the opened tables would cost a tenth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read(texts: list[str]) -> list[Reading]:
    beginnings = [text[:LONGEST_READ] for text in texts]
    cuts = [sentences_of(beginning) for beginning in beginnings]
    # A text of one sentence is in the language of its sentence.
    pieces = [
        beginning[start:end]
        for beginning, cut in zip(beginnings, cuts, strict=True)
        if len(cut) > 1
        for start, end in cut
    ]
    found = langid.languages(beginnings + pieces)
    languages, spoken = found[: len(texts)], iter(found[len(texts) :])
    sentences = [
        tuple([Sentence(start, end, next(spoken) if len(cut) > 1 else language) for start, end in cut])
        for cut, language in zip(cuts, languages, strict=True)
    ]
    return _readings(texts, beginnings, languages, sentences)


def _readings(
    texts: list[str], beginnings: list[str], languages: list[str], sentences: list[tuple[Sentence, ...]]
) -> list[Reading]:
    """Take each step over all the texts before the next: its tables then stay in the cache of the processor."""
    tokens = [tokenize(beginning) for beginning in beginnings]
    find = thesaurus().find
    hits = [find(words) for words in tokens]
    urgencies = [urgency_of(words, things) for words, things in zip(tokens, hits, strict=True)]
    themes = [themes_of(words, things) for words, things in zip(tokens, hits, strict=True)]
    restored = [
        restore_text(text).text if language in _RESTORED_IN else text
        for text, language in zip(texts, languages, strict=True)
    ]
    whole = [
        words if len(text) <= LONGEST_READ else tokenize(text)
        for text, words in zip(texts, tokens, strict=True)
    ]
    found = entities_of_all(texts, whole)
    personal = personal_spans_of_all(texts, found)
    return [
        Reading(
            language=languages[place],
            script=script_of(beginnings[place]),
            sentences=sentences[place],
            themes=themes[place],
            places=things.places,
            addresses=things.addresses,
            persons=things.persons,
            organisations=things.organisations,
            dates=things.dates,
            sums=things.sums,
            pii=personal[place],
            urgency=urgencies[place],
            restored=restored[place],
            masked=mask_spans(text, personal[place]),
            version=VERSION,
        )
        for place, (text, things) in enumerate(zip(texts, found, strict=True))
    ]
