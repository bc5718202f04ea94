"""Half-written forms, kept for thirty days under a code, so that nobody types a thing twice."""

import json
from datetime import datetime, timedelta
from typing import Any

from qabyldau.core import crypto, ids
from qabyldau.core.models import Draft

KEPT = timedelta(days=30)


def draft_start(purpose: str, content: dict[str, Any], at: datetime) -> str:
    """Keep ``content`` (what JSON can hold) and return the code under which it is found again."""
    code = ids.new_secret()
    Draft.objects.create(
        code_digest=crypto.digest("draft", code),
        purpose=purpose,
        content=json.dumps(content, ensure_ascii=False),
        expires_at=at + KEPT,
    )
    return code


def draft_of(purpose: str, code: str, at: datetime) -> dict[str, Any] | None:
    """Return what is kept under ``code``, or None if there is nothing or its time is over."""
    row = Draft.objects.filter(
        code_digest=crypto.digest("draft", code), purpose=purpose, expires_at__gt=at
    ).first()
    return json.loads(row.content) if row else None


def draft_save(purpose: str, code: str, content: dict[str, Any], at: datetime) -> None:
    """Replace what is kept under ``code``; does nothing if it is gone."""
    row = Draft.objects.filter(
        code_digest=crypto.digest("draft", code), purpose=purpose, expires_at__gt=at
    ).first()
    if row is None:
        return
    row.content = json.dumps(content, ensure_ascii=False)
    row.revision += 1
    row.expires_at = at + KEPT
    row.save(update_fields=["content", "revision", "expires_at"])


def draft_drop(code: str) -> None:
    """Forget the draft under ``code``."""
    Draft.objects.filter(code_digest=crypto.digest("draft", code)).delete()


def drafts_expire(at: datetime) -> int:
    """Delete drafts whose time is over and return how many there were."""
    return Draft.objects.filter(expires_at__lte=at).delete()[0]
