"""The order of the steps of reading: language, letters, things, personal data, themes, urgency; all texts of a call together."""

from collections.abc import Callable
from typing import TypeVar, overload

from tilmash import langid
from tilmash.classify import themes_of
from tilmash.concepts import thesaurus
from tilmash.entities import entities_of
from tilmash.errors import NotTextError
from tilmash.letters import restore_text
from tilmash.redact import mask_spans, personal_spans
from tilmash.script import script_of
from tilmash.segment import sentences_of, tokenize
from tilmash.types import Reading, Sentence
from tilmash.urgency import urgency_of

VERSION = "0.2.0"
# Themes and language are read from the beginning of a very long text; personal data is looked for in all of it.
LONGEST_READ = 200_000
_CHUNK = 512
_RESTORED_IN = frozenset({langid.KAZAKH, langid.MIXED})

Result = TypeVar("Result")


def checked(texts: str | list[str]) -> list[str]:
    """Give one text or a list of texts as a list; raises NotTextError for anything else."""
    listed = texts if isinstance(texts, list) else [texts]
    for text in listed:
        if not isinstance(text, str):
            raise NotTextError(f"a text is a str, not {type(text).__name__}")
    return listed


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
    found: list[Reading] = []
    for start in range(0, len(texts), _CHUNK):
        found.extend(_read(texts[start : start + _CHUNK]))
    return found if isinstance(text, list) else found[0]


def _read(texts: list[str]) -> list[Reading]:
    beginnings = [text[:LONGEST_READ] for text in texts]
    cuts = [sentences_of(beginning) for beginning in beginnings]
    pieces = [
        beginning[start:end] for beginning, cut in zip(beginnings, cuts, strict=True) for start, end in cut
    ]
    spoken = iter(langid.languages(beginnings + pieces))
    languages = [next(spoken) for _ in texts]
    readings = []
    for text, beginning, cut, language in zip(texts, beginnings, cuts, languages, strict=True):
        sentences = tuple(Sentence(start, end, next(spoken)) for start, end in cut)
        readings.append(_reading(text, beginning, language, sentences))
    return readings


def _reading(text: str, beginning: str, language: str, sentences: tuple[Sentence, ...]) -> Reading:
    tokens = tokenize(beginning)
    hits = thesaurus().find(tokens)
    things = entities_of(text, tokens if len(beginning) == len(text) else None)
    personal = personal_spans(text, things)
    return Reading(
        language=language,
        script=script_of(beginning),
        sentences=sentences,
        themes=themes_of(tokens, hits),
        places=things.places,
        addresses=things.addresses,
        persons=things.persons,
        organisations=things.organisations,
        dates=things.dates,
        sums=things.sums,
        pii=personal,
        urgency=urgency_of(tokens, hits),
        restored=restore_text(text).text if language in _RESTORED_IN else text,
        masked=mask_spans(text, personal),
        version=VERSION,
    )
