"""Photos that come in: opened carefully, turned upright, shrunk, and written anew from their pixels alone.

Saving a JPEG again keeps its comment even after a resize (measured); only pixels copied into a new image leave all that a
camera or a person has put beside them: place, time, owner, thumbnail, comment.
"""

import io
from dataclasses import dataclass

from PIL import Image, UnidentifiedImageError
from PIL.Image import Transpose

from qabyldau.core.errors import InputError

FORMATS = ("JPEG", "PNG", "WEBP")
"""What is accepted, by content and not by name."""

LARGEST_FILE = 20 * 1024 * 1024
"""Bytes of one photo as it comes."""

LARGEST_AREA = 60_000_000
"""Pixels of one photo as it comes; a bomb is refused before it is unpacked."""

LONGEST_SIDE = 2048
"""Pixels of the longer side as it is kept."""

QUALITY = 82

ORIENTATION = 0x0112
UPRIGHT: dict[object, Transpose] = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}
"""How a photo is turned upright by the number that the camera noted (EXIF 2.32, tag 274)."""


@dataclass(frozen=True)
class CleanImage:
    """A photo as it is kept: a JPEG without any metadata, with its width and height in pixels."""

    content: bytes
    width: int
    height: int
    media_type: str = "image/jpeg"

    @property
    def size(self) -> int:
        """Its length in bytes."""
        return len(self.content)


def clean_image(content: bytes) -> CleanImage:
    """Return the photo in ``content`` upright and free of metadata; raise InputError("photos") if it is not one."""
    if len(content) > LARGEST_FILE:
        raise InputError("photos", "the file is larger than 20 MB")
    try:
        return _rewritten(content)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise InputError("photos", "the file is not a JPEG, PNG or WebP photo") from error


def _rewritten(content: bytes) -> CleanImage:
    with Image.open(io.BytesIO(content), formats=FORMATS) as source:
        if source.width * source.height > LARGEST_AREA:
            raise InputError("photos", "the photo has more than 60 million pixels")
        source.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        turn = _turn(source)
        upright = source.transpose(turn) if turn is not None else source
        upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        pixels = Image.new("RGB", upright.size, "white")
        if upright.mode in {"RGBA", "LA", "P"}:
            layered = upright.convert("RGBA")
            pixels.paste(layered, mask=layered.getchannel("A"))
        else:
            pixels.paste(upright.convert("RGB"))
    written = io.BytesIO()
    pixels.save(written, "JPEG", quality=QUALITY, optimize=True)
    return CleanImage(written.getvalue(), pixels.width, pixels.height)


def _turn(source: Image.Image) -> Transpose | None:
    try:
        return UPRIGHT.get(source.getexif().get(ORIENTATION))
    except Exception:
        # The notes of a camera may be broken in ways that the library does not name; its pixels are good all the same.
        return None
