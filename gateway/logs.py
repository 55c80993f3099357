"""The log: one line of JSON for each event on standard error, never with invoice content."""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from types import TracebackType

LOGGER_NAME = "zugio"


class _JSONFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        event = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        return json.dumps(event, ensure_ascii=False)


def configure_logs(level: int = logging.INFO) -> logging.Logger:
    """Send the product's log to standard error and return it."""
    logger = logging.getLogger(LOGGER_NAME)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_JSONFormatter())
    logger.handlers = [handler]
    logger.setLevel(level)
    logger.propagate = False
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
