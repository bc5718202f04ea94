"""Encryption of fields, blind indexes and keyed digests: the only module that sees the keys.

AES-256-GCM (NIST SP 800-38D) with a random nonce of 96 bits; the associated data binds a value to its table, column and
row, so that a ciphertext moved elsewhere does not open. Each purpose has a key of its own, derived by HMAC-SHA-256 from a
master key. The first master key writes; all of them read, so that keys can be changed while the service runs.
"""

import hashlib
import hmac
import secrets
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from qabyldau.core.errors import QabyldauError

VERSION = b"\x01"
KEY_ID = 4
NONCE = 12


class SealError(QabyldauError):
    """A sealed value does not open: a wrong key, a changed byte, or a value moved from another row."""


@lru_cache(maxsize=64)
def _derived(master: str, purpose: str) -> bytes:
    return hmac.new(bytes.fromhex(master), purpose.encode(), hashlib.sha256).digest()


@lru_cache(maxsize=16)
def _cipher(master: str) -> AESGCM:
    return AESGCM(_derived(master, "seal"))


def _key_id(master: str) -> bytes:
    return _derived(master, "id")[:KEY_ID]


def seal(plain: str, place: str) -> bytes:
    """Return ``plain`` encrypted for ``place``, a string such as ``table.column:uuid``."""
    return seal_bytes(plain.encode(), place)


def unseal(sealed: bytes, place: str) -> str:
    """Return what ``seal`` was given for the same ``place``; raise SealError if it does not open."""
    return unseal_bytes(sealed, place).decode()


def seal_bytes(plain: bytes, place: str) -> bytes:
    """Return the bytes of a file encrypted for ``place``, such as ``table:uuid``."""
    master = settings.MASTER_KEYS[0]
    nonce = secrets.token_bytes(NONCE)
    return VERSION + _key_id(master) + nonce + _cipher(master).encrypt(nonce, plain, place.encode())


def unseal_bytes(sealed: bytes, place: str) -> bytes:
    """Return what ``seal_bytes`` was given for the same ``place``; raise SealError if it does not open."""
    head = len(VERSION) + KEY_ID
    known = {_key_id(master): master for master in settings.MASTER_KEYS}
    master = known.get(sealed[len(VERSION) : head])
    if sealed[:1] != VERSION or master is None:
        raise SealError("sealed with a key that is not here")
    try:
        return _cipher(master).decrypt(sealed[head : head + NONCE], sealed[head + NONCE :], place.encode())
    except InvalidTag as error:
        raise SealError("the sealed value was changed or moved") from error


def digest(purpose: str, *parts: str) -> bytes:
    """Return the keyed digest (HMAC-SHA-256, 32 bytes) of ``parts`` for one ``purpose``; parts cannot run together."""
    message = b"".join(len(part.encode()).to_bytes(4, "big") + part.encode() for part in parts)
    return hmac.new(_derived(settings.MASTER_KEYS[0], purpose), message, hashlib.sha256).digest()


def is_digest(expected: bytes, purpose: str, *parts: str) -> bool:
    """Return whether ``expected`` is the digest of ``parts`` under any key that still reads; in constant time."""
    message = b"".join(len(part.encode()).to_bytes(4, "big") + part.encode() for part in parts)
    found = [
        hmac.compare_digest(expected, hmac.new(_derived(master, purpose), message, hashlib.sha256).digest())
        for master in settings.MASTER_KEYS
    ]
    return any(found)
