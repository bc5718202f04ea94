"""Photos of a draft: cleaned at once, kept with it, refused with a reason and what to do."""

from dataclasses import replace
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from qabyldau.core.drafts import draft_file_drop, draft_file_keep, draft_file_of
from qabyldau.core.errors import InputError, TooManyError
from qabyldau.core.limits import Limit, take
from qabyldau.documents.images import LARGEST_FILE, CleanImage, clean_image
from qabyldau.interfaces.site.drafting import Draft, DraftPhoto

MOST = 5
"""Photos of one appeal."""

BY_ADDRESS = Limit("photos-by-address", 30, 3600)
"""Photos from one address of the network in an hour."""


def take_photos(
    draft: Draft, files: list[UploadedFile], removed: list[str], source: str, at: datetime
) -> tuple[Draft, list[str]]:
    """Return the draft with new photos and without ``removed`` ones, and why some files were not taken."""
    for name in {photo.name for photo in draft.photos} & set(removed):
        draft_file_drop(name)
    photos = [photo for photo in draft.photos if photo.name not in removed]
    refused: list[str] = []
    for file in files:
        try:
            photos.append(_kept(file, len(photos), source, at))
        except (InputError, TooManyError) as error:
            refused.append(_why(error, file))
    return replace(draft, photos=tuple(photos)), refused


def _kept(file: UploadedFile, count: int, source: str, at: datetime) -> DraftPhoto:
    if count >= MOST:
        raise InputError("photos", "too many")
    if (file.size or 0) > LARGEST_FILE:
        raise InputError("photos", "too large")
    take(BY_ADDRESS, source, at)
    image = clean_image(file.read())
    return DraftPhoto(draft_file_keep(image.content), image.width, image.height)


def _why(error: InputError | TooManyError, file: UploadedFile) -> str:
    given = {"name": (file.name or "")[:60], "most": MOST}
    if isinstance(error, TooManyError):
        return _("“%(name)s” was not added: too many photos in an hour. Add it later.") % given
    if error.message == "too many":
        return _("“%(name)s” was not added: %(most)s photos at most. Remove one first.") % given
    if (file.size or 0) > LARGEST_FILE:
        return _("“%(name)s” was not added: it is larger than 20 MB. Send a smaller one.") % given
    return _("“%(name)s” was not added: it is not a photo in JPEG, PNG or WebP.") % given


def images_of(draft: Draft) -> tuple[CleanImage, ...]:
    """Return the cleaned photos of a draft; those whose file is gone are left out."""
    found = ((photo, draft_file_of(photo.name)) for photo in draft.photos)
    return tuple(CleanImage(content, photo.width, photo.height) for photo, content in found if content)
