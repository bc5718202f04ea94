"""The way through the door, for tests: each step as a browser without scripts sends it."""

from typing import Any

from django.test import Client

TEXT = "Біздің Абай көшесінде екі аптадан бері шам жанбайды."

KIND = {"office": "almaty", "kind": "complaint"}


def text(**changes: Any) -> dict[str, Any]:
    """Return the second step filled in."""
    return {"body": TEXT, "place": "Абай көшесі 12", **changes}


def person(**changes: Any) -> dict[str, Any]:
    """Return the third step filled in by Aigul, who gives her name."""
    named = {"name": "Айгүл Сапарова", "phone": "8 701 000 01 23", "email": "", "consent": "on"}
    return {**named, "answer_language": "kk", **changes}


def unnamed(**changes: Any) -> dict[str, Any]:
    """Return the third step left empty."""
    return {"name": "", "phone": "", "email": "", "answer_language": "kk", **changes}


def walk_to_check(
    client: Client, *, who: dict[str, Any] | None = None, prefix: str = "", **words: Any
) -> Any:
    """Go through three steps and return the page of the last look."""
    client.post(f"{prefix}/appeal/kind/", KIND)
    client.post(f"{prefix}/appeal/text/", text(**words))
    return client.post(f"{prefix}/appeal/person/", who or person(), follow=True)


def send(client: Client, prefix: str = "") -> Any:
    """Press "Send", twice where the door asks a sender who was too quick."""
    answer = client.post(f"{prefix}/appeal/check/", {})
    return client.post(f"{prefix}/appeal/check/", {}) if answer.status_code == 200 else answer


def walk(client: Client, **given: Any) -> Any:
    """Write, check and send; return the page of the receipt."""
    walk_to_check(client, **given)
    return client.get(send(client).headers["Location"])
