"""Pictures that a telephone reads: an address as a QR code."""

from io import BytesIO

import segno
from django.http import HttpResponse


def picture_of(address: str) -> HttpResponse:
    """Return the QR picture of an address, with the quiet margin that readers need."""
    picture = BytesIO()
    segno.make(address, error="m", micro=False).save(picture, kind="svg", scale=4, border=4, dark="#000")
    return HttpResponse(picture.getvalue(), content_type="image/svg+xml")
