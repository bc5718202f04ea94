"""Reading texts and what came with them."""

from qabyldau.texts.models import Attachment, Text


def attachments_of(text: Text) -> list[Attachment]:
    """Return the files of a text in the order in which they came; at most ten come with one."""
    return list(Attachment.objects.filter(text=text).order_by("id"))
