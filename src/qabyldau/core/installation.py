"""What this database is: a demonstration with open passwords, or a real office's."""

from datetime import datetime

from qabyldau.core.errors import RefusedError
from qabyldau.core.models import Installation


def installation_kind() -> str:
    """Return "demo" or "real", or "" for a database that was not marked yet."""
    row = Installation.objects.filter(pk=1).first()
    return row.kind if row else ""


def is_demo() -> bool:
    """Return whether this database holds the demonstration."""
    return installation_kind() == "demo"


def installation_mark(kind: str, at: datetime) -> None:
    """Note once what this database is; raise RefusedError if it is already the other."""
    row, _ = Installation.objects.get_or_create(pk=1, defaults={"kind": kind, "made_at": at})
    if row.kind != kind:
        raise RefusedError(
            f"this database is already a {row.kind} one; choose another folder with QABYLDAU_DATA"
        )
