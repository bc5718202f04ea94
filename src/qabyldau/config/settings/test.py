"""Settings for the tests: a throw-away data folder, quick passwords, files instead of memory for the database."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("QABYLDAU_DATA", tempfile.mkdtemp(prefix="qabyldau-test-"))
os.environ.setdefault("QABYLDAU_SQLITE_SYNCHRONOUS", "OFF")

from qabyldau.config.settings import *  # noqa: F403
from qabyldau.config.settings import DATA, DATABASES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
if DATABASES["default"]["ENGINE"] == "qabyldau.core.sqlite":
    DATABASES["default"]["TEST"] = {"NAME": str(Path(DATA) / "test.sqlite3")}
