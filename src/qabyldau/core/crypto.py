"""Encryption of fields and files, blind indexes and keyed digests: the only module that sees the keys.

AES-256-GCM (NIST SP 800-38D) with a random nonce of 96 bits; the associated data binds a value to its table, column and
row, so that a ciphertext moved elsewhere does not open. Each purpose has a key of its own, derived by HMAC-SHA-256 from a
master key. The first master key writes; all of them read, so that keys can be changed while the service runs.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from qabyldau.core.errors import QabyldauError

VERSION = b"\x01"
KEY_ID = 4
NONCE = 12
POINT = 65
"""Bytes of a public key on P-256, uncompressed."""
P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""The order of the curve (FIPS 186-5)."""


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


@dataclass(frozen=True)
class SealedFolder:
    """A folder of the storage; ``place`` and the name of a file are sealed in with it, so that none opens as another."""

    folder: str
    place: str

    def keep(self, content: bytes, name: str = "") -> str:
        """Keep the bytes of a file and return the name under which they are found again: random unless one is given."""
        name = name or secrets.token_hex(16)
        default_storage.save(self.path(name), ContentFile(seal_bytes(content, f"{self.place}:{name}")))
        return name

    def read(self, name: str) -> bytes:
        """Return the bytes of a kept file; raise FileNotFoundError where it is gone, SealError where it was changed."""
        with default_storage.open(self.path(name)) as file:
            return unseal_bytes(file.read(), f"{self.place}:{name}")

    def drop(self, name: str) -> None:
        """Delete a kept file; nothing happens where it is gone."""
        default_storage.delete(self.path(name))

    def path(self, name: str) -> str:
        """Return where the storage keeps a file."""
        return f"{self.folder}/{name}"


def box_key(place: str) -> bytes:
    """Return the public key (65 bytes, X9.62) to which a browser seals what it keeps for ``place``; it cannot open it again."""
    return (
        _box_pair(settings.MASTER_KEYS[0], place)
        .public_key()
        .public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
    )


def unbox(box: bytes, place: str) -> bytes:
    """Return what was sealed to the key of ``place``; raise SealError if it does not open.

    A box is the sender's ephemeral public key (65 bytes), a nonce (12) and the AES-256-GCM ciphertext; the key is derived
    from the ECDH secret on P-256 by HKDF-SHA-256 (ECIES; SEC 1 v2.0, 5.1), with the place as its info.
    """
    try:
        theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), box[:POINT])
    except ValueError as error:
        raise SealError("this is no box") from error
    nonce, sealed = box[POINT : POINT + NONCE], box[POINT + NONCE :]
    for master in settings.MASTER_KEYS:
        shared = _box_pair(master, place).exchange(ec.ECDH(), theirs)
        key = HKDF(hashes.SHA256(), 32, salt=None, info=place.encode()).derive(shared)
        try:
            return AESGCM(key).decrypt(nonce, sealed, None)
        except (InvalidTag, ValueError):
            continue
    raise SealError("the box was changed, or is for another place")


def _box_pair(master: str, place: str) -> ec.EllipticCurvePrivateKey:
    # Sixteen bytes more than the order of the curve has make the remainder uniform (FIPS 186-5, A.2.1).
    seed = _derived(master, f"box:{place}") + _derived(master, f"box+:{place}")[:16]
    return ec.derive_private_key(int.from_bytes(seed, "big") % (P256_ORDER - 1) + 1, ec.SECP256R1())


def digest(purpose: str, *parts: str) -> bytes:
    """Return the keyed digest (HMAC-SHA-256, 32 bytes) of ``parts`` for one ``purpose``; parts cannot run together."""
    return _digest(settings.MASTER_KEYS[0], purpose, parts)


def digests(purpose: str, *parts: str) -> list[bytes]:
    """Return ``digest`` of ``parts`` under every key that still reads, the one that writes first."""
    return [_digest(master, purpose, parts) for master in settings.MASTER_KEYS]


def email_index(address: str) -> bytes:
    """Return the blind index under which an e-mail address is kept, however its letters were cased: 32 bytes."""
    return digest("email", address.casefold())


def email_indexes(address: str) -> list[bytes]:
    """Return the blind indexes of an e-mail address under every key that still reads."""
    return digests("email", address.casefold())


def _digest(master: str, purpose: str, parts: tuple[str, ...]) -> bytes:
    message = b"".join(len(part.encode()).to_bytes(4, "big") + part.encode() for part in parts)
    return hmac.digest(_derived(master, purpose), message, "sha256")


def is_digest(expected: bytes, purpose: str, *parts: str) -> bool:
    """Return whether ``expected`` is the digest of ``parts`` under any key that still reads; in constant time."""
    found = [hmac.compare_digest(expected, one) for one in digests(purpose, *parts)]
    return any(found)
