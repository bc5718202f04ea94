"""The words of a letter: decoded, out of HTML, and without what the mail program quoted below them. Pure."""

import codecs
import re
from collections.abc import Iterator
from contextlib import suppress
from html import unescape

LONGEST_WORDS = 200_000
"""Characters of a letter's words that are looked at; the letter itself is kept whole."""

LONGEST_HTML = 2_000_000

_SILENT = frozenset({"script", "style", "head", "title", "template", "noscript"})
_BREAKS = frozenset({"p", "div", "br", "tr", "li", "ul", "ol", "h1", "h2", "h3", "h4", "blockquote", "table"})
_TAG = re.compile(r"/?[A-Za-z][A-Za-z0-9]{0,20}")
_STEPWISE = frozenset({"punycode", "idna"})
"""Codings of names, not of letters: each sign that they decode moves all those behind it."""

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u2028\u2029]")


def _pieces(html: str) -> Iterator[str]:
    """Yield the words of HTML, a new line where a block ends; scripts and comments are skipped whole.

    Each step goes on behind what it has read, so that tags that never end cost no more than tags that do: Python's own
    parser begins anew at each of them.
    """
    place, low = 0, html.lower()
    while (start := html.find("<", place)) >= 0:
        yield html[place:start]
        name = _TAG.match(low, start + 1)
        if name is None and not low.startswith(("!", "?"), start + 1):
            yield "<"
            place = start + 1
            continue
        ends = "-->" if low.startswith("<!--", start) else ">"
        place = _behind(html, ends, start)
        tag = name.group() if name else ""
        if tag.lstrip("/") in _BREAKS:
            yield "\n"
        if tag in _SILENT:
            place = _behind(html, ">", _behind(low, f"</{tag}", place))
    yield html[place:]


def _behind(said: str, sign: str, start: int) -> int:
    found = said.find(sign, start)
    return found + len(sign) if found >= 0 else len(said)


def plain_of(html: str) -> str:
    """Return the words of HTML.

    >>> plain_of("<style>p{}</style><p>Абай <b>көшесі</b></p><script>x()</script>")
    'Абай көшесі'
    """
    whole = "".join(_pieces(html[:LONGEST_HTML]))
    with suppress(ValueError):
        # A number of a sign that is longer than numbers are leaves the words as they were coded.
        whole = unescape(whole)
    lines = (" ".join(line.split()) for line in whole.splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def clean(said: str) -> str:
    """Return words as a table and a page can hold them: without zeros, controls and halves of signs; lines end with \\n."""
    whole = said[:LONGEST_WORDS].replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROLS.sub("", whole).encode("utf-8", "replace").decode()


def line_of(said: str, longest: int) -> str:
    """Return words as one line: a header that tries to become two stays one.

    >>> line_of("Жауап\\r\\nBcc: everybody@example.kz", 60)
    'Жауап Bcc: everybody@example.kz'
    """
    return " ".join(clean(said[: longest * 4]).split())[:longest]


def decoded(content: bytes, charset: str) -> str:
    """Return bytes as words: in the charset that was named, else in the one that Cyrillic bytes look like.

    >>> decoded("Жауап".encode("koi8-r"), ""), decoded("жауап".encode("cp1251"), "no-such")
    ('Жауап', 'жауап')
    """
    for name in (charset, "utf-8"):
        try:
            if codecs.lookup(name or "utf-8").name not in _STEPWISE:
                return content.decode(name or "utf-8")
        except (LookupError, UnicodeError, ValueError):
            continue
    if charset.lower().replace("_", "-") in {"utf-8", "utf8"}:
        return content.decode("utf-8", "replace")
    return content.decode(_guessed(content), "replace")


def _guessed(content: bytes) -> str:
    """Return which of the two old charsets it is: small letters are many, and stand in different halves of the table."""
    low = sum(0xC0 <= byte < 0xE0 for byte in content[:10_000])
    high = sum(byte >= 0xE0 for byte in content[:10_000])
    return "koi8-r" if low > high else "cp1251"


_ADDRESS = r"<?[^\s<>@]{1,64}@[^\s<>@]{1,255}>?"
_MARKS = (
    re.compile(r"^-{3,}\s*(?:Original Message|Исходное сообщение|Бастапқы хабар(?:лама)?)\s*-{3,}$", re.I),
    re.compile(rf"^(?:On|Вт|Пн|Ср|Чт|Пт|Сб|Вс|\d{{1,2}}[. ]).{{0,160}}{_ADDRESS}.{{0,40}}:$", re.I),
    re.compile(r"^On .{4,160} wrote:$"),
    re.compile(r"^\d{1,2}[ .].{4,160}(?:пишет|написал\(?а?\)?|жазды|жазған):$", re.I),
)
"""Lines with which mail programs begin what they quote."""

_FROM = re.compile(r"^\*?(?:From|От|Кімнен|Жіберуші)\*?\s*:\s*\S", re.I)
_SENT = re.compile(r"^\*?(?:Sent|Date|Отправлено|Дата|Жіберілді|Күні|To|Кому|Кімге)\*?\s*:\s*\S", re.I)


def own_words(said: str) -> str:
    """Return what a writer has written above the letter that is quoted below; all of it where nothing else would be left.

    Answers between quoted lines stay as they are. A forwarded letter is no quote.

    >>> own_words("Шам ауыстырылды.\\n\\nOn Mon, 14 Sep 2026 at 10:00 Office <a@b.kz> wrote:\\n> Сұрақ")
    'Шам ауыстырылды.'
    """
    lines = said.split("\n")
    end = next((place for place in range(len(lines)) if _is_quote(lines, place)), len(lines))
    kept = lines[:end]
    while kept and (not kept[-1].strip() or kept[-1].lstrip().startswith(">")):
        kept.pop()
    own = "\n".join(kept).strip()
    return own or said.strip()


def _is_quote(lines: list[str], place: int) -> bool:
    line = lines[place].strip()
    if len(line) > 300:
        return False
    if any(mark.match(line) for mark in _MARKS):
        return True
    following = [row.strip() for row in lines[place + 1 : place + 3]]
    return place > 0 and bool(_FROM.match(line)) and any(_SENT.match(row) for row in following)
