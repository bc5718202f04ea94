"""Boxes as a browser seals them: see static/desk/offline-store.js and ``core.crypto.unbox``."""

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from qabyldau.core import crypto


def boxed(plain: bytes, place: str, key: bytes | None = None) -> bytes:
    """Return a box as a browser seals it."""
    ours = ec.generate_private_key(ec.SECP256R1())
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), key or crypto.box_key(place))
    shared = ours.exchange(ec.ECDH(), theirs)
    secret = HKDF(hashes.SHA256(), 32, salt=None, info=place.encode()).derive(shared)
    point = ours.public_key().public_bytes(
        serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
    )
    return point + b"n" * 12 + AESGCM(secret).encrypt(b"n" * 12, plain, None)
