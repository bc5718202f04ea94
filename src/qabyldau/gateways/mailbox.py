"""E-mail in, over IMAP (RFC 3501, 6851): what lies in a folder, one letter, and that it was taken in."""

import imaplib
import re
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

TIMEOUT = 15
"""Seconds that a mail server may keep us waiting."""

TAKEN_FOLDER = "Qabyldau"
"""Where letters go that were taken in."""

PORTS = {"imap": 143, "imap+tls": 143, "imaps": 993}
_SIZE = re.compile(rb"UID (\d+)")
_BYTES = re.compile(rb"RFC822\.SIZE (\d+)")
_CHUNK = 200
"""Letters whose sizes are asked for at once."""


class MailboxError(Exception):
    """The server does not do what it was asked; the words name the step and never an address, a key or a letter."""


@dataclass(frozen=True)
class Lying:
    """One letter of the folder: its number there, and its length in bytes."""

    uid: int
    size: int


class Mailbox:
    """An open folder; ``validity`` is the server's word that its numbers still mean the same letters."""

    def __init__(self, line: imaplib.IMAP4, validity: int) -> None:
        self.line = line
        self.validity = validity
        self._has_folder = False
        self.can = _abilities(line)

    def numbers(self) -> list[int]:
        """Return the numbers of all letters of the folder, the oldest first."""
        found = self._ask("search", "SEARCH", "ALL")
        return sorted(
            int(said) for row in found if isinstance(row, bytes) for said in row.split() if said.isdigit()
        )

    def lying(self, uids: Sequence[int]) -> list[Lying]:
        """Return those of these letters that are still there, in the same order."""
        sizes: dict[int, int] = {}
        for start in range(0, len(uids), _CHUNK):
            wanted = ",".join(str(uid) for uid in uids[start : start + _CHUNK])
            sizes |= dict(_sizes(self._ask("sizes", "FETCH", wanted, "(UID RFC822.SIZE)")))
        return [Lying(uid, sizes[uid]) for uid in uids if uid in sizes]

    def letter(self, uid: int, *, is_whole: bool = True) -> bytes:
        """Return a letter, or its head alone, without marking it as seen."""
        part = "BODY.PEEK[]" if is_whole else "BODY.PEEK[HEADER]"
        for row in self._ask("fetch", "FETCH", str(uid), f"({part})"):
            if isinstance(row, tuple) and len(row) > 1:
                return bytes(row[1])
        raise MailboxError("the server gave no letter")

    @property
    def can_put_away(self) -> bool:
        """Whether letters that were taken in leave the folder."""
        return not self.can.isdisjoint({"MOVE", "UIDPLUS"})

    def taken(self, uid: int) -> None:
        """Mark a letter as seen and move it to the folder of what was taken in; where that cannot be, it stays, seen."""
        self._ask("mark", "STORE", str(uid), "+FLAGS.SILENT", r"(\Seen)")
        if not self._has_folder:
            self.line.create(TAKEN_FOLDER)
            self._has_folder = True
        if "MOVE" in self.can:
            self._maybe("MOVE", str(uid), TAKEN_FOLDER)
        elif "UIDPLUS" in self.can and self._maybe("COPY", str(uid), TAKEN_FOLDER):
            self._ask("mark", "STORE", str(uid), "+FLAGS.SILENT", r"(\Deleted)")
            self._maybe("EXPUNGE", str(uid))

    def _maybe(self, command: str, *given: str) -> bool:
        try:
            return str(self.line.uid(command, *given)[0]) == "OK"
        except imaplib.IMAP4.abort:
            raise
        except imaplib.IMAP4.error:
            return False

    def _ask(self, step: str, command: str, *given: str) -> list[object]:
        said, found = self.line.uid(command, *given)
        if said != "OK":
            raise MailboxError(f"{step}: the server said {said}")
        return list(found)


def _abilities(line: imaplib.IMAP4) -> frozenset[str]:
    """Return what the server can do for whoever is signed in; before that it names less."""
    _said, found = line.capability()
    return frozenset(
        word
        for row in found
        if isinstance(row, bytes)
        for word in row.decode("ascii", "replace").upper().split()
    )


def _sizes(rows: list[object]) -> Iterator[tuple[int, int]]:
    for row in rows:
        said = row[0] if isinstance(row, tuple) else row
        if isinstance(said, bytes) and (uid := _SIZE.search(said)) and (size := _BYTES.search(said)):
            yield int(uid.group(1)), int(size.group(1))


@contextmanager
def open_mailbox(url: str) -> Iterator[Mailbox]:
    """Yield the folder that ``url`` names, such as ``imaps://user:password@host:993/INBOX``.

    Raises MailboxError where the server does not answer, does not let us in, or breaks off.
    """
    step = "connect"
    line: imaplib.IMAP4 | None = None
    try:
        line = _line(url)
        step = "sign in"
        parts = urlsplit(url)
        line.login(unquote(parts.username or ""), unquote(parts.password or ""))
        step = "open the folder"
        yield _opened(line, unquote(parts.path.strip("/")) or "INBOX")
    except MailboxError:
        raise
    except (OSError, imaplib.IMAP4.error) as error:
        raise MailboxError(f"{step}: {_why(error)}") from None
    finally:
        if line is not None:
            _close(line)


def _why(error: Exception) -> str:
    """Return the class of a problem: what a server says may hold the name of its user."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return "the certificate of the server is not trusted"
    if isinstance(error, imaplib.IMAP4.abort):
        return "the server broke off"
    return "the server refused" if isinstance(error, imaplib.IMAP4.error) else type(error).__name__


def _line(url: str) -> imaplib.IMAP4:
    parts = urlsplit(url)
    host, port = parts.hostname or "127.0.0.1", parts.port or PORTS.get(parts.scheme, 993)
    if parts.scheme == "imaps":
        return imaplib.IMAP4_SSL(host, port, ssl_context=ssl.create_default_context(), timeout=TIMEOUT)
    line = imaplib.IMAP4(host, port, timeout=TIMEOUT)
    if parts.scheme == "imap+tls":
        line.starttls(ssl.create_default_context())
    return line


def _opened(line: imaplib.IMAP4, folder: str) -> Mailbox:
    quoted = '"' + folder.replace("\\", "\\\\").replace('"', '\\"') + '"'
    said, _count = line.select(quoted)
    if said != "OK":
        raise MailboxError("open the folder: there is none of this name")
    _name, found = line.response("UIDVALIDITY")
    first = found[0] if found else None
    return Mailbox(line, int(first) if isinstance(first, bytes) and first.isdigit() else 0)


def _close(line: imaplib.IMAP4) -> None:
    try:
        line.logout()
    except (OSError, imaplib.IMAP4.error):
        line.shutdown()
