"""Logs as one JSON object a line, with what could be personal taken out before it is written."""

import logging.config
import re
import sys
import traceback
from types import TracebackType
from typing import Any

import structlog

_DIGITS = re.compile(r"(?<![\w-])\+?\d[\d ()-]{8,}\d")
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
DEEPEST = 12
"""Lines of a trace that are kept, the innermost ones."""
_QUERY = re.compile(r"\?\S*")


def redact(_logger: object, _method: str, event: dict[str, Any]) -> dict[str, Any]:
    """Take telephone numbers, e-mails and query strings out of an event; drop what a request might have carried."""
    event.pop("request", None)
    failure = event.pop("exc_info", None)
    for key, value in event.items():
        if isinstance(value, str):
            event[key] = _QUERY.sub("?…", _EMAIL.sub("[e-mail]", _DIGITS.sub("[digits]", value)))
    return {**event, **_failed(failure)} if failure else event


def _failed(given: object) -> dict[str, Any]:
    """Return what failed and where; the words of an error repeat what was written, so they stay out."""
    error, trace = _error_of(given)
    if error is None:
        return {}
    frames = traceback.extract_tb(trace)[-DEEPEST:]
    return {
        "error": type(error).__name__,
        "cause": type(error.__cause__).__name__ if error.__cause__ else "",
        "where": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames],
    }


def _error_of(given: object) -> tuple[BaseException | None, TracebackType | None]:
    if isinstance(given, BaseException):
        return given, given.__traceback__
    _kind, error, trace = given if isinstance(given, tuple) else sys.exc_info()
    return error, trace


_SHARED: list[Any] = [
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    redact,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
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
