"""The order of the steps: letters, words, language, themes, personal data, urgency."""

from tilmash.classify import themes_of
from tilmash.errors import NotTextError
from tilmash.langid import languages
from tilmash.redact import mask_spans, personal_spans
from tilmash.script import script_of
from tilmash.segment import tokenize
from tilmash.types import Reading
from tilmash.urgency import urgency_of

VERSION = "0.1.0"
# Themes and language are read from the beginning of a very long text; personal data is looked for in all of it.
LONGEST_READ = 200_000


def read(text: str) -> Reading:
    """Read a text; the same text and VERSION give the same Reading. Raises NotTextError for anything but a `str`."""
    _require_text(text)
    beginning = text[:LONGEST_READ]
    tokens = tokenize(beginning)
    spans = personal_spans(text)
    return Reading(
        language=languages([beginning])[0],
        script=script_of(beginning),
        themes=themes_of(tokens),
        pii=spans,
        urgency=urgency_of(tokens),
        masked=mask_spans(text, spans),
        tokens=tuple(token.text for token in tokens),
        version=VERSION,
    )


def mask(text: str) -> str:
    """Give the text with a token of its kind in place of each personal datum found, as `[ТЕЛЕФОН]`."""
    _require_text(text)
    return mask_spans(text, personal_spans(text))


def _require_text(text: object) -> None:
    if not isinstance(text, str):
        raise NotTextError(f"a text is a str, not {type(text).__name__}")
