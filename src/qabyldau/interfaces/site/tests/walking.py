"""The way through the door, for tests: each step as a browser without scripts sends it."""

import io
import re
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

TEXT = "Біздің Абай көшесінде екі аптадан бері шам жанбайды."

KIND = {"office": "almaty", "kind": "complaint"}


def text(**changes: Any) -> dict[str, Any]:
    """Return the second step filled in."""
    return {"body": TEXT, "place": "Абай көшесі 12", **changes}


def person(**changes: Any) -> dict[str, Any]:
    """Return the third step filled in by Aigul, who gives her name."""
    named = {
        "name": "Айгүл Сапарова",
        "phone": "8 701 000 01 23",
        "email": "aigul@example.kz",
        "consent": "on",
    }
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


def receipt(client: Client, **given: Any) -> tuple[str, str]:
    """Write and send; return the number and the secret as the page shows them."""
    words = walk(client, **given).content.decode()
    return found("number", words), found("secret", words)


def found(name: str, words: str) -> str:
    """Return what stands in one part of the confirmation."""
    part = re.search(rf'confirmation__{name}">([^<]+)<', words)
    assert part is not None
    return part.group(1)


def opened(client: Client, number: str, secret: str) -> Any:
    """Give number and secret and return the page of the appeal."""
    return client.post("/track/", {"number": number, "secret": secret}, follow=True)


def photo(name: str = "шам.jpg", **saved: Any) -> SimpleUploadedFile:
    """Return a photo with a place hidden in it."""
    image, exif = Image.new("RGB", (640, 480), "#336699"), Image.Exif()
    exif[0x010E] = "planted description"
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif, comment=b"planted comment", **saved)
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")
