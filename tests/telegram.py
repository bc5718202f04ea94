"""A double of Telegram's Bot API for tests: an HTTP server on this machine that speaks the published protocol.

It keeps what bots send, gives out updates from an offset on, holds files, and misbehaves when told: it blocks a chat (403),
asks to wait (429), breaks (502 from a proxy), is slow, cuts the line after taking a message, talks rubbish.
"""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

KEY = "123456:test-KEY_of-a-bot"
AIGUL = 7_000_000_042
"""The chat of Aigul with the bot: large, as real ones are."""


class BotApi:
    """One bot's side of the API."""

    def __init__(self) -> None:
        self.sent: list[dict[str, Any]] = []
        self.calls: list[str] = []
        self.updates: list[dict[str, Any]] = []
        self.files: dict[str, bytes] = {}
        self.fetched: list[str] = []
        self.hook: dict[str, Any] = {}
        self.closed: set[str] = set()
        self.faults: list[str] = []
        self.slow = 0.0
        self.next_id = 1
        self.lock = threading.Lock()
        api = self

        class Door(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                given = json.loads(self.rfile.read(int(self.headers["Content-Length"])) or b"{}")
                api.answer(self, given)

            def do_GET(self) -> None:
                api.give(self)

            def log_message(self, *words: Any) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
        self.server.daemon_threads = True
        self.server.handle_error = lambda *_given: None  # type: ignore[method-assign]  (whoever calls may be killed)
        self.address = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self) -> None:
        """Stop."""
        self.server.shutdown()
        self.server.server_close()

    # What tests do.

    def comes(self, **what: Any) -> dict[str, Any]:
        """Add an update: ``message={…}`` and the like; return it."""
        with self.lock:
            update = {"update_id": 900_000 + self.next_id, **what}
            self.next_id += 1
            self.updates.append(update)
        return update

    def says(self, text: str, chat: int = AIGUL, **more: Any) -> dict[str, Any]:
        """Add a message with words from a private chat."""
        return self.comes(message=message(chat, text=text, **more))

    def presses(self, data: str, chat: int = AIGUL) -> dict[str, Any]:
        """Add the press of a button."""
        return self.comes(callback_query={
            "id": f"press-{self.next_id}", "from": person(chat), "data": data, "message": message(chat, text="…"),
        })  # fmt: skip

    def words(self, chat: int = AIGUL) -> list[str]:
        """Return what the bot said in a chat."""
        return [one["text"] for one in self.sent if str(one["chat_id"]) == str(chat)]

    def buttons(self, chat: int = AIGUL) -> dict[str, str]:
        """Return the buttons below the last message of a chat, words to data."""
        last = [one for one in self.sent if str(one["chat_id"]) == str(chat)][-1]
        rows = last.get("reply_markup", {}).get("inline_keyboard", [])
        return {button["text"]: button["callback_data"] for row in rows for button in row}

    # What the API does.

    def answer(self, door: BaseHTTPRequestHandler, given: dict[str, Any]) -> None:
        _, bot, method = door.path.split("/", 2)
        self.calls.append(method)
        time.sleep(self.slow)
        fault = self.faults.pop(0) if self.faults and method == "sendMessage" else ""
        if fault == "proxy":
            return reply(door, 502, b"<html>Bad Gateway</html>", "text/html")
        if fault == "rubbish":
            return reply(door, 200, b"\x00\xff{")
        if fault.startswith("wait"):
            return refuse(door, 429, "Too Many Requests", retry_after=int(fault.partition(" ")[2]))
        if fault == "broken":
            return refuse(door, 500, "Internal Server Error")
        if bot != f"bot{KEY}":
            return refuse(door, 401, "Unauthorized")
        result = self.deed(method, given)
        if fault == "cut":
            door.close_connection = True
            return None
        if isinstance(result, tuple):
            return refuse(door, *result)
        return reply(door, 200, json.dumps({"ok": True, "result": result}).encode())

    def deed(self, method: str, given: dict[str, Any]) -> Any:
        if method == "sendMessage":
            if str(given["chat_id"]) in self.closed:
                return 403, "Forbidden: bot was blocked by the user"
            if not given["text"] or len(given["text"]) > 4096:
                return 400, "Bad Request: message is too long"
            self.sent.append(given)
            return {"message_id": len(self.sent), "chat": {"id": given["chat_id"]}}
        if method == "getUpdates":
            return self._waiting(int(given.get("offset") or 0), float(given.get("timeout") or 0))
        if method == "getFile":
            if given["file_id"] not in self.files:
                return 400, "Bad Request: invalid file_id"
            size = len(self.files[given["file_id"]])
            return {"file_id": given["file_id"], "file_size": size, "file_path": f"photos/{given['file_id']}"}
        return self._settings(method, given)

    def _settings(self, method: str, given: dict[str, Any]) -> Any:
        if method == "getMe":
            return {"id": 123456, "is_bot": True, "first_name": "Қабылдау", "username": "qabyldau_test_bot"}
        if method == "setWebhook":
            self.hook = given
            return True
        if method == "deleteWebhook":
            self.hook = {}
            return True
        if method == "getWebhookInfo":
            return {"url": self.hook.get("url", ""), "pending_update_count": len(self.updates)}
        if method in {"answerCallbackQuery", "leaveChat"}:
            return True
        return 404, "Not Found"

    def _waiting(self, offset: int, timeout: float) -> list[dict[str, Any]]:
        limit = time.monotonic() + timeout
        while True:
            with self.lock:
                # A confirmed update is forgotten, as the documentation of getUpdates says.
                self.updates = [one for one in self.updates if one["update_id"] >= offset]
                found = list(self.updates)
            if found or time.monotonic() >= limit:
                return found
            time.sleep(0.01)

    def give(self, door: BaseHTTPRequestHandler) -> None:
        name = door.path.rsplit("/", 1)[-1]
        self.fetched.append(name)
        if not door.path.startswith(f"/file/bot{KEY}/") or name not in self.files:
            return reply(door, 404, b"")
        return reply(door, 200, self.files[name], "application/octet-stream")


def person(chat: int = AIGUL, language: str = "kk") -> dict[str, Any]:
    """Return a user as the API spells one."""
    return {
        "id": chat,
        "is_bot": False,
        "first_name": "Айгүл",
        "last_name": "Сапарова",
        "language_code": language,
    }


def message(chat: int = AIGUL, kind: str = "private", **what: Any) -> dict[str, Any]:
    """Return a message as the API spells one."""
    return {
        "message_id": 1,
        "date": 1_789_000_000,
        "chat": {"id": chat, "type": kind},
        "from": person(chat),
        **what,
    }


def reply(door: BaseHTTPRequestHandler, status: int, body: bytes, kind: str = "application/json") -> None:
    door.send_response(status)
    door.send_header("Content-Type", kind)
    door.send_header("Content-Length", str(len(body)))
    door.end_headers()
    door.wfile.write(body)


def refuse(door: BaseHTTPRequestHandler, code: int, words: str, **parameters: int) -> None:
    said = {"ok": False, "error_code": code, "description": words, "parameters": parameters}
    reply(door, code, json.dumps(said).encode())


@contextmanager
def bot_api() -> Iterator[BotApi]:
    """Yield a running double, stopped afterwards."""
    api = BotApi()
    try:
        yield api
    finally:
        api.close()
