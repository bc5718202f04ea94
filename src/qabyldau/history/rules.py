"""What an entry of the history is, and how entries are chained: pure."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

SYSTEM = "system"
FIRST_HASH = "0" * 64


@dataclass(frozen=True)
class Who:
    """Who acts: the key of a user (or "applicant", "machine"), the door, and the office ("" for none)."""

    key: str
    door: str
    office_key: str = ""

    @property
    def stream(self) -> str:
        """The stream of the history that the deed is written to."""
        return f"office:{self.office_key}" if self.office_key else SYSTEM


@dataclass(frozen=True)
class Target:
    """What was acted upon: a kind such as ``casework.case`` and its uuid."""

    kind: str
    uuid: str


@dataclass(frozen=True)
class Fact:
    """Everything an entry says, as it is hashed."""

    stream: str
    position: int
    actor: str
    door: str
    action: str
    target: Target
    at: datetime
    fields: Mapping[str, str]
    previous: str

    def canonical(self) -> str:
        """Return the one spelling of the fact that its hash is made of: JSON, keys sorted, moments in UTC."""
        return json.dumps(
            {
                "stream": self.stream,
                "position": self.position,
                "actor": self.actor,
                "door": self.door,
                "action": self.action,
                "target": [self.target.kind, self.target.uuid],
                "at": self.at.astimezone(UTC).isoformat(timespec="microseconds"),
                "fields": dict(self.fields),
                "previous": self.previous,
            },
            sort_keys=True,
            ensure_ascii=False,
            separators=(",", ":"),
        )


@dataclass(frozen=True)
class Flaw:
    """One place where a stream is not what was written: ``kind`` is changed, missing, reordered or cut."""

    stream: str
    position: int
    kind: str
    explanation: str
