"""Settings for the tests: a throw-away data folder, quick passwords, files instead of memory for the database.

The folder is set here and not in the environment: by the time this module runs its package has read the environment.
"""

import tempfile
from pathlib import Path

from qabyldau.config.settings import *  # noqa: F403
from qabyldau.config.settings import ENVIRONMENT
from qabyldau.config.settings.database import database
from qabyldau.config.settings.environment import kept_secret

DATA = Path(tempfile.mkdtemp(prefix="qabyldau-test-"))
SECRET_KEY = kept_secret(DATA, "secret.key", "")
MASTER_KEYS = [kept_secret(DATA, "master.key", "")]
STATIC_ROOT = DATA / "static"
STATIC_ROOT.mkdir()
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA / "media", "base_url": None},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

DATABASES = {"default": database(ENVIRONMENT.database_url, DATA, "OFF")}
if DATABASES["default"]["ENGINE"] == "qabyldau.core.sqlite":
    DATABASES["default"]["TEST"] = {"NAME": str(DATA / "test.sqlite3")}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
