"""Half-written forms and their files, kept for thirty days under a code, so that nobody types a thing twice."""

import json
from datetime import datetime, timedelta
from typing import Any

from django.core.files.storage import default_storage

from qabyldau.core import crypto, ids
from qabyldau.core.crypto import SealedFolder
from qabyldau.core.models import Draft

KEPT = timedelta(days=30)
FILES = SealedFolder("drafts", "draft")
SWEEP = 10_000
"""Files looked at in one sweep."""


def draft_start(purpose: str, content: dict[str, Any], at: datetime, kept: timedelta = KEPT) -> str:
    """Keep ``content`` (what JSON can hold) for so long as ``kept`` says; return the code under which it is found again."""
    code = ids.new_secret()
    Draft.objects.create(
        code_digest=crypto.digest("draft", code),
        purpose=purpose,
        content=json.dumps(content, ensure_ascii=False),
        expires_at=at + kept,
    )
    return code


def draft_keep(
    purpose: str, code: str, content: dict[str, Any], at: datetime, kept: timedelta = KEPT
) -> None:
    """Keep ``content`` under a code that is known already, in the place of what was kept under it."""
    row, expires_at = Draft(code_digest=crypto.digest("draft", code), purpose=purpose), at + kept
    Draft.objects.filter(code_digest=row.code_digest, expires_at__lte=at).delete()
    row.content, row.expires_at = json.dumps(content, ensure_ascii=False), expires_at
    Draft.objects.bulk_create([row], ignore_conflicts=True)
    draft_save(purpose, code, content, at, kept)


def draft_lock(purpose: str, code: str) -> None:
    """Let nobody else write under ``code`` until the transaction ends."""
    rows = Draft.objects.filter(code_digest=crypto.digest("draft", code), purpose=purpose)
    rows.select_for_update().values_list("pk", flat=True).first()


def draft_of(purpose: str, code: str, at: datetime) -> dict[str, Any] | None:
    """Return what is kept under ``code``, or None if there is nothing or its time is over."""
    row = Draft.objects.filter(
        code_digest=crypto.digest("draft", code), purpose=purpose, expires_at__gt=at
    ).first()
    return json.loads(row.content) if row else None


def draft_save(
    purpose: str, code: str, content: dict[str, Any], at: datetime, kept: timedelta = KEPT
) -> None:
    """Replace what is kept under ``code``, for so long as ``kept`` says; does nothing if it is gone."""
    row = Draft.objects.filter(
        code_digest=crypto.digest("draft", code), purpose=purpose, expires_at__gt=at
    ).first()
    if row is None:
        return
    row.content = json.dumps(content, ensure_ascii=False)
    row.revision += 1
    row.expires_at = at + kept
    row.save(update_fields=["content", "revision", "expires_at"])


def draft_drop(code: str) -> None:
    """Forget the draft under ``code``."""
    Draft.objects.filter(code_digest=crypto.digest("draft", code)).delete()


def draft_file_keep(content: bytes, name: str = "") -> str:
    """Keep a file of a draft, encrypted, and return the name under which it is found again: random unless one is given."""
    return FILES.keep(content, name)


def draft_file_of(name: str) -> bytes | None:
    """Return a kept file, or None if it is gone."""
    if not name.isalnum() or not default_storage.exists(FILES.path(name)):
        return None
    return FILES.read(name)


def draft_file_drop(name: str) -> None:
    """Forget a kept file."""
    if name.isalnum():
        FILES.drop(name)


def drafts_expire(at: datetime) -> int:
    """Delete drafts whose time is over, and files older than any draft may be; return how many drafts there were."""
    names = default_storage.listdir(FILES.folder)[1] if default_storage.exists(FILES.folder) else []
    for name in names[:SWEEP]:
        if default_storage.get_modified_time(FILES.path(name)) < at - KEPT:
            FILES.drop(name)
    return Draft.objects.filter(expires_at__lte=at).delete()[0]
