"""A letter as it came, unpacked into plain values; what is not understood is nothing, never an error. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses

from qabyldau.mailroom.rules.sorting import Nature
from qabyldau.mailroom.rules.words import clean, decoded, line_of, plain_of

MOST_PARTS = 200
"""Parts of one letter that are looked at."""

MOST_BOUNDARIES = 60
"""Packages in packages; a letter with more is not unpacked."""

MOST_LINES = 2000
"""Lines that look like the border of a part; a letter with more is not unpacked."""

LONGEST_SETTING = 4000
MOST_SETTINGS = 60
"""Characters and semicolons of one header of a part; a letter with more is not unpacked: they are taken apart slowly."""

MOST_FILES = 20
LONGEST_HEADER = 20_000
HEAD = 65_536
"""Bytes in which the headers of a letter that is not unpacked are looked for."""

TO_US = ("Delivered-To", "X-Original-To", "Envelope-To", "To", "Cc")
_SETTING = re.compile(rb"^content-[a-z-]+:[^\n]*(?:\n[ \t][^\n]*)*", re.I | re.M)
_ID = re.compile(r"<([^\s<>]{3,250})>")
_AUTO_SUBJECT = re.compile(
    r"^\s*(?:automatic reply|auto(?:matic)?[- ]?reply|out of (?:the )?office|автоответ|автоматический ответ|"
    r"автоматты жауап)\b",
    re.I,
)
_VERDICT = re.compile(r"\s*(dmarc|spf|dkim)\s*=\s*([a-z]+)")
"""What a mail server found, at the beginning of its part: further on stands what the sender has chosen, such as addresses."""

_ERRORS = (MessageError, LookupError, UnicodeError, ValueError, TypeError, AttributeError)
"""What the unpacking of a bent letter may raise."""


@dataclass(frozen=True)
class Piece:
    """A file of a letter; ``name`` is a line to be shown, never a path."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class Report:
    """What a mail server says of a letter of ours (RFC 3464): what it did, its code, and which letter it was."""

    action: str
    status: str
    message_ids: tuple[str, ...]


@dataclass(frozen=True)
class Parsed:
    """A letter, unpacked."""

    message_id: str = ""
    sender: str = ""
    sender_name: str = ""
    recipients: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    """What it answers, the nearest first."""
    subject: str = ""
    words: str = ""
    files: tuple[Piece, ...] = ()
    nature: Nature = Nature.PERSON
    is_forged: bool = False
    report: Report | None = None
    is_readable: bool = True


def read_mail(raw: bytes) -> Parsed:
    """Return what a letter says. Deterministic; raises nothing, whatever the bytes are."""
    if _is_a_maze(raw):
        return _head_alone(raw)
    try:
        return _read(message_from_bytes(raw))
    except (*_ERRORS, RecursionError):
        return _head_alone(raw)


def _is_a_maze(raw: bytes) -> bool:
    """Return whether a letter is made to keep whoever unpacks it busy."""
    if raw.lower().count(b"boundary") > MOST_BOUNDARIES or raw.count(b"\n--") > MOST_LINES:
        return True
    headers = (
        found.group() for found in _SETTING.finditer(raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n"))
    )
    return any(len(said) > LONGEST_SETTING or said.count(b";") > MOST_SETTINGS for said in headers)


def _head_alone(raw: bytes) -> Parsed:
    head = re.split(rb"\r?\n\r?\n", raw[:HEAD], maxsplit=1)[0]
    plain = re.sub(rb"(?im)^content-[a-z-]+:.*(?:\r?\n[ \t].*)*", b"", head)
    try:
        found = _read(message_from_bytes(plain + b"\r\n\r\n"))
    except (*_ERRORS, RecursionError):
        return Parsed(is_readable=False)
    return Parsed(**{**vars(found), "is_readable": False})


def _read(mail: Message) -> Parsed:
    parts = [*_leaves(mail)]
    senders = _addresses(mail, "From")
    name, address = senders[0] if senders else ("", "")
    return Parsed(
        message_id=next(iter(_ids(mail, "Message-ID")), ""),
        sender=address,
        sender_name=line_of(name, 200),
        recipients=tuple(said for header in TO_US for _name, said in _addresses(mail, header)),
        references=_references(mail),
        subject=line_of(_header(mail, "Subject"), 300),
        words=_words(parts),
        files=tuple(_files(parts))[:MOST_FILES],
        nature=_nature(mail, address),
        is_forged=len(_all(mail, "From")) > 1
        or any(_fails(said) for said in _all(mail, "Authentication-Results")),
        report=_report(mail),
    )


def _leaves(mail: Message) -> Iterator[Message]:
    """Yield the parts that hold something; a letter inside a letter is one file, not unpacked."""
    waiting, seen = [mail], 0
    while waiting and seen < MOST_PARTS:
        part, seen = waiting.pop(0), seen + 1
        inner = part.get_payload()
        if isinstance(inner, list) and part.get_content_maintype() == "multipart":
            waiting[:0] = [row for row in inner if isinstance(row, Message)]
        else:
            yield part


def _all(mail: Message, name: str) -> list[str]:
    return [str(said)[:LONGEST_HEADER] for said in mail.get_all(name, [])[:20]]


def _header(mail: Message, name: str) -> str:
    found = _all(mail, name)
    return _unfolded(found[0]) if found else ""


def _unfolded(said: str) -> str:
    """Return a header's words out of their coding (RFC 2047)."""
    try:
        parts = decode_header(said)
    except _ERRORS:
        return clean(said)
    rows = [
        decoded(part, charset or "") if isinstance(part, bytes) else decoded(part.encode("utf-8", "surrogateescape"), "")
        for part, charset in parts
    ]  # fmt: skip
    return clean("".join(rows))


def _addresses(mail: Message, name: str) -> list[tuple[str, str]]:
    pairs = getaddresses([line_of(said, LONGEST_HEADER) for said in _all(mail, name)])
    found = [(_unfolded(label), line_of(address, 254)) for label, address in pairs[:100]]
    return [(label, address) for label, address in found if re.fullmatch(r"[^\s@<>,;]+@[^\s@<>,;]+", address)]


def _ids(mail: Message, name: str) -> list[str]:
    return [found for said in _all(mail, name) for found in _ID.findall(clean(said))][:50]


def _references(mail: Message) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*_ids(mail, "In-Reply-To"), *reversed(_ids(mail, "References"))]))


def _words(parts: list[Message]) -> str:
    texts = [part for part in parts if not _is_file(part)]
    plain = [_text(part) for part in texts if part.get_content_type() == "text/plain"]
    html = [plain_of(_text(part)) for part in texts if part.get_content_type() == "text/html"]
    said = "\n\n".join(row for row in plain if row.strip()) or "\n\n".join(html)
    return clean(said).strip()


def _text(part: Message) -> str:
    return clean(decoded(_content(part), str(part.get_param("charset") or "")))


def _content(part: Message) -> bytes:
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def _is_file(part: Message) -> bool:
    named = bool(part.get_filename())
    is_words = part.get_content_type() in {"text/plain", "text/html"}
    return named or part.get_content_disposition() == "attachment" or not is_words


def _files(parts: list[Message]) -> Iterator[Piece]:
    for part in parts:
        if not _is_file(part) or part.get_content_type() in {
            "message/delivery-status",
            "text/rfc822-headers",
        }:
            continue
        content = _inner(part) if part.get_content_maintype() == "message" else _content(part)
        if content:
            yield Piece(_name(part), line_of(part.get_content_type(), 100), content)


def _inner(part: Message) -> bytes:
    inner = part.get_payload()
    first = inner[0] if isinstance(inner, list) and inner else None
    return first.as_bytes() if isinstance(first, Message) else b""


def _name(part: Message) -> str:
    """Return the name of a file as a line: its last part, without what would make it a path or hide its end."""
    said = _unfolded(str(part.get_filename() or ""))
    last = re.split(r"[/\\]", line_of(said, 300))[-1]
    plain = "".join(sign for sign in last if sign.isprintable()).strip(". ")
    return plain[-120:] or "file"


def _nature(mail: Message, sender: str) -> Nature:
    kind = str(mail.get_param("report-type") or "").casefold()
    if mail.get_content_type() == "multipart/report" and kind != "disposition-notification":
        return Nature.BOUNCE
    if sender.casefold().startswith(("mailer-daemon@", "postmaster@")):
        return Nature.BOUNCE
    said = _header(mail, "Auto-Submitted").partition(";")[0].strip().casefold()
    if kind == "disposition-notification" or said.startswith("auto-replied") or _is_auto(mail):
        return Nature.AUTO
    if (
        mail["List-Id"]
        or mail["List-Post"]
        or mail["List-Unsubscribe"]
        or _precedence(mail) in {"list", "bulk", "junk"}
    ):
        return Nature.LIST  # fmt: skip
    is_machine = (
        (said and said != "no") or mail["X-Autogenerated"] or _header(mail, "Return-Path").strip() == "<>"
    )
    return Nature.MACHINE if is_machine else Nature.PERSON


def _precedence(mail: Message) -> str:
    return _header(mail, "Precedence").strip().casefold()


def _is_auto(mail: Message) -> bool:
    marks = any(mail[name] for name in ("X-Autoreply", "X-Autorespond", "X-Autoresponder"))
    return marks or _precedence(mail) == "auto_reply" or bool(_AUTO_SUBJECT.match(_header(mail, "Subject")))


def _fails(said: str) -> bool:
    """Return whether one report of our mail server (RFC 8601) says that a letter is not from whom it claims to be."""
    plain = re.sub(r'"[^"]*"|\([^()]*\)', "", said.casefold())
    found = [row.groups() for part in plain.split(";") if (row := _VERDICT.match(part))]
    marks = {("dmarc", "fail"), ("dmarc", "pass")} & set(found)
    if marks:
        return ("dmarc", "fail") in marks
    return ("spf", "fail") in found and ("dkim", "pass") not in found


def _report(mail: Message) -> Report | None:
    """Return what a mail server reports; None where it reports nothing that can be read."""
    parts = list(mail.walk())[:MOST_PARTS]
    said = "\n".join(
        str(row) for part in parts if part.get_content_type() == "message/delivery-status" for row in _blocks(part)
    )  # fmt: skip
    action = re.search(r"(?im)^action:\s*([a-z]+)", said)
    if action is None:
        return None
    status = re.search(r"(?im)^status:\s*(\d\.\d{1,3}\.\d{1,3})", said)
    ids = [found for part in parts if part is not mail for found in _ids(part, "Message-ID")]
    headers = [_text_of(part) for part in parts if part.get_content_type() == "text/rfc822-headers"]
    ids += [found for words in headers for found in re.findall(r"(?im)^message-id:\s*<([^\s<>]+)>", words)]
    return Report(action.group(1).casefold(), status.group(1) if status else "", tuple(dict.fromkeys(ids)))


def _text_of(part: Message) -> str:
    return clean(_content(part).decode("utf-8", "replace"))


def _blocks(part: Message) -> list[Message]:
    inner = part.get_payload()
    return [row for row in inner if isinstance(row, Message)] if isinstance(inner, list) else []
