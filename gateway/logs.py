"""The log: one line of JSON for each event on standard error, never with invoice content."""

import json
import logging
import traceback
from datetime import UTC, datetime
from logging.config import dictConfig
from types import TracebackType
from typing import Any

LOGGER_NAME = "zugio"


class JSONFormatter(logging.Formatter):
    """One event a line; what a library adds, such as a traceback, is left out."""

    def format(self, record: logging.LogRecord) -> str:
        event = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        return json.dumps(event, ensure_ascii=False)


# Also for the server and the libraries, so that standard error holds nothing but JSON.
LOG_CONFIGURATION: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": JSONFormatter}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "json",
            "stream": "ext://sys.stderr",
        }
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {LOGGER_NAME: {"level": "INFO"}},
}


def configure_logs() -> logging.Logger:
    """Send the product's log to standard error and return it."""
    logger = logging.getLogger(LOGGER_NAME)
    dictConfig(LOG_CONFIGURATION)
    return logger


def log() -> logging.Logger:
    return logging.getLogger(LOGGER_NAME)


def cause_of(failure: BaseException) -> list[str]:
    """Describe a failure and its causes by type and place alone: a text could hold content."""
    causes = []
    current: BaseException | None = failure
    while current is not None:
        causes.append(f"{type(current).__qualname__} at {_place(current.__traceback__)}")
        current = current.__cause__
    return causes


def _place(trace: TracebackType | None) -> str:
    frames = traceback.extract_tb(trace)
    return f"{frames[-1].name}:{frames[-1].lineno}" if frames else "unknown"
