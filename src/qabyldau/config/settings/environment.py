"""What the surroundings may set, each checked at the start so that every mistake is named at once."""

import os
import re
import secrets
from pathlib import Path
from typing import Annotated

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from qabyldau.config.settings.database import postgresql

_KEY = re.compile(r"[0-9a-f]{64}")
_CHECKOUT = Path(__file__).resolve().parents[4]


def _data_folder() -> Path:
    if (_CHECKOUT / "pyproject.toml").is_file():
        return _CHECKOUT / "var"
    home = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(home) / "qabyldau"


class Environment(BaseSettings):
    """Settings read from the environment; names are upper case with the prefix QABYLDAU_ unless an alias is given."""

    model_config = SettingsConfigDict(env_prefix="QABYLDAU_", populate_by_name=True)

    data: Path = Field(default_factory=_data_folder)
    database_url: str = Field(default="", validation_alias="DATABASE_URL")
    debug: bool = False
    hosts: Annotated[list[str], NoDecode] = []
    public_url: str = "http://127.0.0.1:8000"
    trusted_proxy: str = ""
    secret_key: str = ""
    master_key: str = ""
    master_keys_old: Annotated[list[str], NoDecode] = []
    site_name_kk: str = "Қоғамдық қабылдау"
    site_name_ru: str = "Общественная приёмная"
    site_name_en: str = "Public reception"
    accent: str = "#0f5c63"
    logo: str = ""
    help_phone: str = ""
    sqlite_synchronous: str = "FULL"
    email_url: str = ""
    email_from: str = ""
    mailbox_url: str = ""
    mailbox_address: str = ""
    mailbox_office: str = ""
    sms_url: str = ""
    telegram_token: str = ""
    telegram_api: str = "https://api.telegram.org"
    telegram_webhook: bool = False
    promise_days: int = Field(default=10, ge=1, le=60)
    reply_days: int = Field(default=15, ge=1, le=60)
    long_overdue_days: int = Field(default=10, ge=1, le=60)
    rung_days: int = Field(default=5, ge=1, le=60)
    link_days: int = Field(default=30, ge=1, le=120)
    lease_seconds: int = Field(default=300, ge=1, le=3600)

    @field_validator("hosts", "master_keys_old", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return (
            [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value
        )

    @field_validator("hosts")
    @classmethod
    def _named(cls, value: list[str]) -> list[str]:
        if "*" in value:
            raise ValueError("name the hosts one by one: '*' would accept a forged Host header")
        return value

    @field_validator("database_url")
    @classmethod
    def _reachable(cls, value: str) -> str:
        if value:
            postgresql(value)
        return value

    @field_validator("master_key")
    @classmethod
    def _whole_key(cls, value: str) -> str:
        if value and not _KEY.fullmatch(value):
            raise ValueError("a key has 64 hexadecimal digits, as in the file master.key")
        return value

    @field_validator("master_keys_old")
    @classmethod
    def _whole_keys(cls, value: list[str]) -> list[str]:
        return [cls._whole_key(key) for key in value]

    @field_validator("accent")
    @classmethod
    def _colour(cls, value: str) -> str:
        if not re.fullmatch(r"#[0-9a-fA-F]{6}", value):
            raise ValueError("write the accent as six hexadecimal digits, for example #0f5c63")
        return value.lower()

    @field_validator("sqlite_synchronous")
    @classmethod
    def _durable(cls, value: str) -> str:
        if value.upper() not in {"FULL", "NORMAL", "OFF"}:
            raise ValueError("one of FULL, NORMAL, OFF (FULL survives a power cut)")
        return value.upper()

    @field_validator("mailbox_url")
    @classmethod
    def _mailbox(cls, value: str) -> str:
        if value and not re.fullmatch(r"imap(?:s|\+tls)?://[^/@?#]+@[^/@?#]+(?:/[^?#]*)?", value):
            raise ValueError(
                "write the mailbox as imaps://user:password@host:993/INBOX; %40 for an @ in the name"
            )
        return value

    @field_validator("mailbox_address")
    @classmethod
    def _own_address(cls, value: str) -> str:
        if value and not re.fullmatch(r"[A-Za-z0-9._-]{1,40}@[A-Za-z0-9.-]{1,200}", value):
            raise ValueError(
                "write the address of the mailbox, like reception@example.kz; the name has no plus"
            )
        return value

    @field_validator("telegram_token")
    @classmethod
    def _bot(cls, value: str) -> str:
        if value and not re.fullmatch(r"[0-9]+:[A-Za-z0-9_-]+", value):
            raise ValueError("a key of a bot looks like 123456:ABC-def, as BotFather gives it")
        return value

    @field_validator("telegram_api")
    @classmethod
    def _api(cls, value: str) -> str:
        if not re.fullmatch(
            r"https://[^/?#]+(/[^?#]*)?|http://(127\.0\.0\.1|localhost|\[::1\])(:[0-9]+)?(/[^?#]*)?", value
        ):
            raise ValueError("write https://host, or http:// for a server of your own on this machine")
        return value.rstrip("/")

    @field_validator("sms_url")
    @classmethod
    def _gateway(cls, value: str) -> str:
        if value and not re.match(r"https?://[^/]+/", value):
            raise ValueError("write the gateway as http://user:password@host:13013/cgi-bin/sendsms")
        return value

    @property
    def is_local(self) -> bool:
        """Whether only this machine is to be served, over plain http."""
        return self.public_url.startswith(("http://127.0.0.1", "http://localhost", "http://[::1]"))


def kept_secret(folder: Path, name: str, given: str) -> str:
    """Return ``given``, or the secret of 256 bits kept in ``folder``; made on first use, readable by its owner only."""
    if given:
        return given
    path = folder / name
    if path.is_file():
        return path.read_text(encoding="ascii").strip()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(32))
    return path.read_text(encoding="ascii").strip()
