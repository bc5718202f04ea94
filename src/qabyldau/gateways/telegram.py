"""A chat with a bot, over Telegram's Bot API (core.telegram.org/bots/api): a thin client of the six methods we need.

Every call is a POST with JSON to ``<address>/bot<key>/<method>``; the answer is ``{"ok": true, "result": …}`` or
``{"ok": false, "error_code": …, "description": …, "parameters": {"retry_after": …}}``. The key stands in the address, so no
error is passed on in its own words: only the class of a problem leaves this file.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import quote, urlsplit

from django.conf import settings

from qabyldau.core.errors import QabyldauError
from qabyldau.gateways.outcome import TAKEN, Outcome

TIMEOUT = 15
"""Seconds that the other side may keep us waiting."""

LONGEST = 4096
"""Characters of one message after its marks are read; a longer text goes in parts."""

LARGEST_FILE = 20 * 1024 * 1024
"""Bytes of a file that a bot may fetch."""

LARGEST_ANSWER = 4 * 1024 * 1024
"""Bytes of an answer of the API: a hundred updates are far less."""

WANTED = ["message", "callback_query", "my_chat_member"]
"""Kinds of updates that we ask for."""

GONE = ("chat not found", "user is deactivated", "bot was blocked", "bot can't initiate")
"""How the API says that nobody is there; error 400 or 403."""


class LineError(QabyldauError):
    """The API did not give what was asked; ``retry_after`` are the seconds it asks us to wait."""

    def __init__(self, problem: str, *, retry_after: int = 0) -> None:
        """Name the class of the problem."""
        super().__init__(problem)
        self.retry_after = retry_after


@dataclass(frozen=True)
class ChatMessage:
    """One message to one chat: words in Telegram's HTML, and what stands below them (``reply_markup``)."""

    chat: str
    text: str
    markup: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class _Answer:
    """What came back: the result, or what went wrong and whether the call may have worked all the same."""

    result: Any
    outcome: Outcome


def send_chat(message: ChatMessage) -> Outcome:
    """Send one message, in parts if it is long, and return what became of it.

    There is no key by which a second try would be known as such: where the line breaks after the words were handed over, or
    after the first of several parts, the outcome is unknown.
    """
    parts = list(parts_of(message.text))
    for number, text in enumerate(parts, start=1):
        fields: dict[str, Any] = {
            "chat_id": message.chat, "text": text, "parse_mode": "HTML", "link_preview_options": {"is_disabled": True},
        }  # fmt: skip
        if message.markup and number == len(parts):
            fields["reply_markup"] = message.markup
        outcome = _call("sendMessage", fields).outcome
        if outcome.problem:
            torn = number > 1 and not outcome.is_closed
            return Outcome(f"part {number}: {outcome.problem}", is_unknown=True) if torn else outcome
    return TAKEN


def parts_of(text: str, longest: int = LONGEST) -> Iterator[str]:
    """Yield a text in parts that the API takes, broken between lines where that is possible.

    >>> list(parts_of("бір\\nекі\\nүш", 8))
    ['бір\\nекі', 'үш']
    """
    while len(text) > longest:
        line = text.rfind("\n", 1, longest + 1)
        cut = line if line > 0 else _safe_cut(text, longest)
        yield text[:cut]
        text = text[cut:].removeprefix("\n")
    yield text


def _safe_cut(text: str, longest: int) -> int:
    """Return where a line without end is cut: not inside an entity such as ``&lt;``, at a blank if there is one."""
    blank = text.rfind(" ", 1, longest)
    if blank > 0:
        return blank
    entity = text.rfind("&", longest - 10, longest)
    return entity if entity > 0 else longest


def updates_after(position: int, wait: int) -> list[dict[str, Any]]:
    """Return what came in from ``position`` on, waiting at most ``wait`` seconds for something; raise LineError."""
    fields = {"offset": position, "timeout": wait, "limit": 100, "allowed_updates": WANTED}
    found = _asked("getUpdates", fields, TIMEOUT + wait)
    return [update for update in found if isinstance(update, dict)] if isinstance(found, list) else []


def press_answer(press: str) -> None:
    """Tell the telephone that a button was understood, so that it stops turning; whether it hears is all the same."""
    _call("answerCallbackQuery", {"callback_query_id": press})


def file_of(name: str, largest: int = LARGEST_FILE) -> bytes:
    """Return the bytes of a file that came with a message; raise LineError, "too large" among others."""
    found = _asked("getFile", {"file_id": name})
    if not isinstance(found, dict) or int(found.get("file_size") or 0) > largest:
        raise LineError("too large")
    path = quote(str(found.get("file_path", "")), safe="/")
    if not path or ".." in path:
        raise LineError("no file")
    return _download(f"/file/bot{settings.TELEGRAM_TOKEN}/{path}", largest)


def bot() -> dict[str, Any]:
    """Return what the API says of our bot: ``username``, ``first_name``; raise LineError."""
    return dict(_asked("getMe", {}))


def hook() -> dict[str, Any]:
    """Return how updates come to us: ``url`` is "" where they are asked for; raise LineError."""
    return dict(_asked("getWebhookInfo", {}))


def hook_set(url: str, secret: str) -> None:
    """Let updates come to ``url``, each with ``secret`` in its header; "" ends that. Raise LineError."""
    if not url:
        _asked("deleteWebhook", {})
        return
    fields = {"url": url, "secret_token": secret, "allowed_updates": WANTED, "max_connections": 2}
    _asked("setWebhook", fields)


def _asked(method: str, fields: Mapping[str, Any], timeout: float = TIMEOUT) -> Any:
    answer = _call(method, fields, timeout)
    if answer.outcome.problem:
        raise LineError(answer.outcome.problem, retry_after=answer.outcome.retry_after)
    return answer.result


def _call(method: str, fields: Mapping[str, Any], timeout: float = TIMEOUT) -> _Answer:
    is_handed_over = False
    connection = _server(timeout)
    try:
        connection.connect()
        is_handed_over = True
        path = f"{_base()}/bot{settings.TELEGRAM_TOKEN}/{method}"
        connection.request("POST", path, json.dumps(fields).encode(), {"Content-Type": "application/json"})
        response = connection.getresponse()
        status, body = response.status, response.read(LARGEST_ANSWER + 1)
    except (OSError, HTTPException, ValueError) as error:
        return _Answer(None, Outcome(type(error).__name__, is_unknown=is_handed_over, is_down=True))
    finally:
        connection.close()
    return _read(status, body)


def _read(status: int, body: bytes) -> _Answer:
    try:
        said = json.loads(body)
    except ValueError:
        said = None
    if not isinstance(said, dict) or "ok" not in said:
        # A proxy on the way speaks, or rubbish: what the API did with the message stays unknown.
        return _Answer(None, Outcome(f"HTTP {status}, no answer of the API", is_unknown=True, is_down=True))
    if said["ok"]:
        return _Answer(said.get("result"), TAKEN)
    return _Answer(None, _refusal(said))


def _refusal(said: Mapping[str, Any]) -> Outcome:
    """Return what a refusal means; ``"ok": false`` says that nothing was done."""
    code = said.get("error_code")
    words = str(said.get("description", "")).casefold()
    parameters = said.get("parameters")
    if code == 429:
        wait = parameters.get("retry_after", 1) if isinstance(parameters, dict) else 1
        return Outcome("Telegram 429", retry_after=max(1, int(wait)))
    is_closed = code == 403 or any(gone in words for gone in GONE)
    is_ours = code in {400, 403}
    return Outcome(f"Telegram {code}", is_final=is_ours, is_closed=is_closed and is_ours, is_down=not is_ours)


def _download(path: str, largest: int) -> bytes:
    connection = _server(TIMEOUT)
    try:
        connection.request("GET", _base() + path)
        response = connection.getresponse()
        content = response.read(largest + 1)
        status = response.status
    except (OSError, HTTPException, ValueError) as error:
        raise LineError(type(error).__name__) from None
    finally:
        connection.close()
    if status != 200:
        raise LineError(f"HTTP {status}")
    if len(content) > largest:
        raise LineError("too large")
    return content


def _base() -> str:
    return urlsplit(settings.TELEGRAM_API).path.rstrip("/")


def _server(timeout: float) -> HTTPConnection:
    parts = urlsplit(settings.TELEGRAM_API)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    return kind(parts.hostname or "127.0.0.1", parts.port, timeout=timeout)
