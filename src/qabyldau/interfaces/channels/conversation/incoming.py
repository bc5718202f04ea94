"""What comes in from a chat, as a messenger's own folder has unpacked it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class FileRef:
    """A file that came along: its name for fetching, what stays the same in every copy, its size, and what it is."""

    name: str
    mark: str
    size: int
    kind: str
    """``photo``, ``voice``, or "" for what is not taken."""


@dataclass(frozen=True)
class Update:
    """One thing that happened in a chat with the bot, whatever messenger brought it."""

    number: int
    chat: str
    is_private: bool
    language: str = ""
    """The language of the sender's telephone, two letters."""
    text: str = ""
    command: str = ""
    """The command without its slash; "" where there is none."""
    press: str = ""
    """The name of a pressed button's event, to be answered."""
    data: str = ""
    """What the pressed button carries."""
    file: FileRef | None = None
    place: tuple[float, float] | None = None
    """Latitude and longitude in degrees."""
    phone: str = ""
    """The sender's own telephone, shared by a button; nobody else's is taken."""
    is_strange_phone: bool = False
    album: str = ""
    """What the photos of one album have in common."""
    is_closed: bool | None = None
    """Whether the sender has closed the chat to us, or opened it again; None where it is about something else."""
