"""Where the tables live: SQLite in the data folder, or PostgreSQL by DATABASE_URL."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

PRAGMAS = (
    "journal_mode=WAL",
    "synchronous={synchronous}",
    "foreign_keys=ON",
    "cache_size=-20000",
    "mmap_size=134217728",
    "secure_delete=ON",
    "trusted_schema=OFF",
)


def sqlite(path: Path, synchronous: str) -> dict[str, Any]:
    """Return Django's settings for an SQLite file: write-ahead log, writers in a queue, nothing left of deleted rows."""
    pragmas = "".join(f"PRAGMA {pragma};" for pragma in PRAGMAS)
    return {
        "ENGINE": "qabyldau.core.sqlite",
        "NAME": str(path),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": pragmas.format(synchronous=synchronous),
        },
    }


def postgresql(url: str) -> dict[str, Any]:
    """Return Django's settings for a PostgreSQL address; raise ValueError, without repeating the password, for any other."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise ValueError("write it as postgresql://user:password@host:5432/name, or leave it out for SQLite")
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or query.pop("user", "")),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or query.pop("host", ""),
        "PORT": str(parts.port or query.pop("port", "")),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "options": "-c lock_timeout=2s -c statement_timeout=15s -c idle_in_transaction_session_timeout=30s"
        },
    }


def database(url: str, folder: Path, synchronous: str) -> dict[str, Any]:
    """Return the settings of the one database: ``url`` if there is one, else a file in ``folder``."""
    return postgresql(url) if url else sqlite(folder / "qabyldau.sqlite3", synchronous)
