"""Settings: what is fixed stands here, what an installation may change comes from ``environment``."""

from datetime import timedelta
from pathlib import Path

from csp.constants import NONCE, NONE, SELF

from qabyldau.config.settings.database import database
from qabyldau.config.settings.environment import Environment, kept_secret
from qabyldau.config.settings.languages import LANGUAGE_CODE as LANGUAGE_CODE
from qabyldau.config.settings.languages import LANGUAGES as LANGUAGES
from qabyldau.config.settings.logging import logging_config

PACKAGE = Path(__file__).resolve().parents[2]
ENVIRONMENT = Environment()

DATA = ENVIRONMENT.data
DATA.mkdir(parents=True, exist_ok=True)
DEBUG = ENVIRONMENT.debug
SECRET_KEY = kept_secret(DATA, "secret.key", ENVIRONMENT.secret_key)
MASTER_KEYS = [kept_secret(DATA, "master.key", ENVIRONMENT.master_key), *ENVIRONMENT.master_keys_old]

PUBLIC_URL = ENVIRONMENT.public_url.rstrip("/")
IS_LOCAL = ENVIRONMENT.is_local
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *ENVIRONMENT.hosts]
CSRF_TRUSTED_ORIGINS = [] if IS_LOCAL else [PUBLIC_URL]
TRUSTED_PROXY = ENVIRONMENT.trusted_proxy

DATABASES = {"default": database(ENVIRONMENT.database_url, DATA, ENVIRONMENT.sqlite_synchronous)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "qabyldau.core",
    "qabyldau.history",
    "qabyldau.accounts",
    "qabyldau.chain",
    "qabyldau.messages",
    "qabyldau.search",
    "qabyldau.areas",
    "qabyldau.people",
    "qabyldau.offices",
    "qabyldau.catalog",
    "qabyldau.mailroom",
    "qabyldau.texts",
    "qabyldau.intake",
    "qabyldau.understanding",
    "qabyldau.casework",
    "qabyldau.routines",
    "qabyldau.worklists",
    "qabyldau.visits",
    "qabyldau.meetings",
    "qabyldau.drafting",
    "qabyldau.referrals",
    "qabyldau.answers",
    "qabyldau.flow",
    "qabyldau.interfaces.design",
    "qabyldau.interfaces.opendata",
    "qabyldau.interfaces.site",
    "qabyldau.interfaces.desk",
    "qabyldau.interfaces.channels.conversation",
    "qabyldau.interfaces.channels.telegram",
    "qabyldau.config",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "qabyldau.config.middleware.PrivacyHeadersMiddleware",
    "qabyldau.config.middleware.Utf8Middleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "qabyldau.config.urls"
WSGI_APPLICATION = "qabyldau.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
FORM_RENDERER = "qabyldau.interfaces.design.forms.Renderer"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "desk:sign-in"
LOGIN_REDIRECT_URL = "desk:inbox"
LOGOUT_REDIRECT_URL = "desk:sign-in"

USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Almaty"
LOCALE_PATHS = [PACKAGE / "locale", PACKAGE / "locale" / "django"]
FORMAT_MODULE_PATH = ["qabyldau.config.formats"]
LANGUAGE_COOKIE_HTTPONLY = True

STATIC_URL = "static/"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA / "media", "base_url": None},
    },
    "staticfiles": {"BACKEND": "qabyldau.interfaces.design.storage.Storage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 30 * 60
SESSION_SAVE_EVERY_REQUEST = False
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "qabyldau.interfaces.design.views.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
if not IS_LOCAL:
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
    if TRUSTED_PROXY:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "media-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    },
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
DATA_UPLOAD_MAX_NUMBER_FILES = 10
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

QABYLDAU_SITE_NAME_KK = ENVIRONMENT.site_name_kk
QABYLDAU_SITE_NAME_RU = ENVIRONMENT.site_name_ru
QABYLDAU_SITE_NAME_EN = ENVIRONMENT.site_name_en
QABYLDAU_ACCENT = ENVIRONMENT.accent
QABYLDAU_LOGO = ENVIRONMENT.logo
QABYLDAU_HELP_PHONE = ENVIRONMENT.help_phone
PROMISE_DAYS = ENVIRONMENT.promise_days
REPLY_DAYS = ENVIRONMENT.reply_days
LONG_OVERDUE_DAYS = ENVIRONMENT.long_overdue_days
RUNG_DAYS = ENVIRONMENT.rung_days
LINK_DAYS = ENVIRONMENT.link_days
LEASE = timedelta(seconds=ENVIRONMENT.lease_seconds)

EMAIL_URL = ENVIRONMENT.email_url
DEFAULT_FROM_EMAIL = ENVIRONMENT.email_from or "qabyldau@localhost"
MAILBOX_URL = ENVIRONMENT.mailbox_url
MAILBOX_ADDRESS = ENVIRONMENT.mailbox_address
MAILBOX_OFFICE = ENVIRONMENT.mailbox_office
SMS_URL = ENVIRONMENT.sms_url
TELEGRAM_TOKEN = ENVIRONMENT.telegram_token
TELEGRAM_API = ENVIRONMENT.telegram_api
TELEGRAM_WEBHOOK = ENVIRONMENT.telegram_webhook

LOGGING_CONFIG = None
LOGGING = logging_config(debug=DEBUG)
