"""What the reader of a paper may see: whole texts and names, or texts without personal data."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from qabyldau.documents.casefile.facts import ContactFacts, Words
from qabyldau.history.labels import ACTOR_LABELS
from qabyldau.language import mask
from qabyldau.texts.models import Text


@dataclass(frozen=True)
class Eye:
    """Whether texts are shown whole, whose contacts are known (by the key of the appeal), and the names of staff by key."""

    is_whole: bool
    contacts: Mapping[int, ContactFacts] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    def text(self, row: Text) -> Words:
        """Return what somebody sent in; masked it bears the keyed digest of the whole, which only the office can make."""
        body = row.body or ""
        if self.is_whole:
            return Words(body, row.language)
        masked = row.masked if row.masked is not None else mask(body)
        is_masked = masked != body
        return Words(masked, row.language, is_masked, bytes(row.digest).hex() if is_masked else "")

    def words(self, body: str, language: str = "") -> Words:
        """Return what staff wrote, or what came in the course of the work."""
        shown = self.line(body)
        return Words(shown, language, shown != body)

    def line(self, text: str) -> str:
        """Return a short text as this eye sees it."""
        return text if self.is_whole else mask(text)

    def who(self, key: str) -> str:
        """Return who acted, in words."""
        return self.names.get(key) or str(ACTOR_LABELS.get(key, ""))
