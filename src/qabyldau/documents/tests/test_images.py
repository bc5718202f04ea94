"""Photos leave behind everything but their pixels, stand upright, and cannot break the house."""

import io
import zlib
from struct import pack

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from qabyldau.core.errors import InputError
from qabyldau.documents.images import LARGEST_FILE, LONGEST_SIDE, clean_image

PLANTED = b"PLANTED"
XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>PLANTED</x:xmpmeta>"


def exif(orientation: int = 1) -> Image.Exif:
    """Return what a telephone writes beside a photo: a place, an owner, and how it was held."""
    found = Image.Exif()
    found[0x0112] = orientation
    found[0x010E] = found[0x8298] = "PLANTED"
    found.get_ifd(0x8825).update({1: "N", 2: (43.0, 15.0, 0.0), 29: "PLANTED"})
    found.get_ifd(0x8769)[0x927C] = PLANTED
    return found


def photo(
    form: str = "JPEG", size: tuple[int, int] = (320, 200), mode: str = "RGB", **saved: object
) -> bytes:
    """Return a photo whose left half is red."""
    image = Image.new(mode, size, "blue")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    out = io.BytesIO()
    image.save(out, form, **saved)
    return out.getvalue()


def broken_exif() -> bytes:
    """Return a note of a camera that says how it was held, and beside it a number that is not one."""
    turned, broken = pack("<HHIHH", 0x0112, 3, 1, 6, 0), pack("<HHI4s", 0x011A, 2, 1, b"wide")
    return b"Exif\0\0II*\0" + pack("<IH", 8, 2) + turned + broken + pack("<I", 0)


def text_chunk() -> PngInfo:
    """Return words that a PNG carries, plain and packed."""
    found = PngInfo()
    found.add_text("Comment", "PLANTED")
    found.add_text("XML:com.adobe.xmp", XMP.decode(), zip=True)
    return found


@pytest.mark.parametrize(
    "content",
    [
        photo(exif=exif()),
        photo(comment=PLANTED),
        photo(xmp=XMP),
        photo(icc_profile=PLANTED * 20),
        photo(exif=exif(6), comment=PLANTED, size=(3000, 2000)),
        photo() + PLANTED,
        photo("PNG", pnginfo=text_chunk()),
        photo("PNG", exif=exif()),
        photo("WEBP", exif=exif(), xmp=XMP),
        photo("PNG", mode="RGBA", pnginfo=text_chunk()),
    ],
)
def test_nothing_that_was_planted_beside_the_pixels_is_left(content: bytes) -> None:
    clean = clean_image(content)
    assert PLANTED not in clean.content
    with Image.open(io.BytesIO(clean.content)) as image:
        assert not image.getexif()
        assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


@pytest.mark.parametrize(
    ("orientation", "size"), [(1, (320, 200)), (3, (320, 200)), (6, (200, 320)), (8, (200, 320))]
)
def test_a_photo_stands_upright(orientation: int, size: tuple[int, int]) -> None:
    clean = clean_image(photo(exif=exif(orientation)))
    assert (clean.width, clean.height) == size


def test_a_photo_held_sideways_shows_its_left_on_top() -> None:
    with Image.open(io.BytesIO(clean_image(photo(exif=exif(6))).content)) as image:
        red, _green, blue = image.getpixel((100, 10))
    assert red > 200 > 100 > blue


def test_a_large_photo_is_shrunk_and_a_small_one_is_not_blown_up() -> None:
    assert clean_image(photo(size=(5000, 2500))).width == LONGEST_SIDE
    assert clean_image(photo(size=(40, 30))).width == 40


def test_what_is_see_through_becomes_white() -> None:
    image, out = Image.new("RGBA", (20, 20), (0, 0, 0, 0)), io.BytesIO()
    image.save(out, "PNG")
    with Image.open(io.BytesIO(clean_image(out.getvalue()).content)) as found:
        assert min(found.getpixel((10, 10))) > 250


@pytest.mark.parametrize("mode", ["L", "P", "1", "LA", "CMYK"])
def test_every_way_of_keeping_colours_is_read(mode: str) -> None:
    out = io.BytesIO()
    Image.new(mode, (30, 20)).save(out, "JPEG" if mode == "CMYK" else "PNG")
    assert clean_image(out.getvalue()).media_type == "image/jpeg"


def bomb() -> bytes:
    """Return a PNG of a few hundred bytes that claims to be 40,000 by 40,000 pixels."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return pack(">I", len(content)) + kind + content + pack(">I", zlib.crc32(kind + content))

    head = pack(">IIBBBBB", 40_000, 40_000, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 999))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%PDF-1.7",
        photo()[:200],
        photo("GIF"),
        photo("BMP"),
        bomb(),
    ],
)
def test_what_is_no_photo_is_refused(content: bytes) -> None:
    with pytest.raises(InputError) as refused:
        clean_image(content)
    assert refused.value.field == "photos"


def test_a_file_that_is_too_large_is_refused_unread() -> None:
    with pytest.raises(InputError, match="20 MB"):
        clean_image(b"\0" * (LARGEST_FILE + 1))


@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBP"]),
)
def test_no_bytes_whatever_break_the_reader(content: bytes, head: bytes) -> None:
    with pytest.raises(InputError):
        clean_image(head + content)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_photo_with_broken_notes_of_its_camera_is_taken(form: str) -> None:
    found = clean_image(photo(form, exif=broken_exif(), size=(320, 200)))
    assert (found.width, found.height) == (200, 320)
