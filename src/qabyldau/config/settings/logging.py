"""Logs as one JSON object a line, with what could be personal taken out before it is written."""

import logging.config
import re
from typing import Any

import structlog

_DIGITS = re.compile(r"(?<![\w-])\+?\d[\d ()-]{8,}\d")
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_QUERY = re.compile(r"\?\S*")


def redact(_logger: object, _method: str, event: dict[str, Any]) -> dict[str, Any]:
    """Take telephone numbers, e-mails and query strings out of an event; drop what a request might have carried."""
    event.pop("request", None)
    for key, value in event.items():
        if isinstance(value, str):
            event[key] = _QUERY.sub("?…", _EMAIL.sub("[e-mail]", _DIGITS.sub("[digits]", value)))
    return event


_SHARED: list[Any] = [
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    redact,
]


def logging_config(*, debug: bool) -> dict[str, Any]:
    """Return the logging set-up and put it in force; a line break in a value cannot forge a second line."""
    config: dict[str, Any] = {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": _SHARED,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.JSONRenderer(ensure_ascii=False),
                ],
            },
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": "DEBUG" if debug else "WARNING"},
        "loggers": {
            "django.db.backends": {"level": "INFO"},
            "django.template": {"level": "INFO"},
            "asyncio": {"level": "WARNING"},
        },
    }
    logging.config.dictConfig(config)
    structlog.configure(
        processors=[*_SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    return config
