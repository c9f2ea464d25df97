"""One JSON object a line on standard output, for Django and for gunicorn."""

import json
import logging
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

request_id: ContextVar[str] = ContextVar("request_id", default="")


class JsonFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if current := request_id.get():
            line["request_id"] = current
        line |= getattr(record, "fields", {})
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, default=str)


class ExpectedRefusals(logging.Filter):
    """Drops Django's "Unauthorized: /path" lines: the request log already has path and status."""

    def filter(self, record: logging.LogRecord) -> bool:
        return getattr(record, "status_code", 500) >= 500


def _only_stdout(level: str = "INFO") -> dict[str, Any]:
    return {"handlers": ["stdout"], "level": level, "propagate": False}


LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"expected": {"()": "project.logs.ExpectedRefusals"}},
    "formatters": {"json": {"()": "project.logs.JsonFormatter"}},
    "handlers": {
        "stdout": {"class": "logging.StreamHandler", "formatter": "json", "stream": "ext://sys.stdout"},
        "requests": {
            "class": "logging.StreamHandler",
            "formatter": "json",
            "stream": "ext://sys.stdout",
            "filters": ["expected"],
        },
    },
    "root": {"handlers": ["stdout"], "level": "INFO"},
    "loggers": {
        "django": _only_stdout(),
        "django.request": {"handlers": ["requests"], "level": "WARNING", "propagate": False},
        "gunicorn.error": _only_stdout(),
        # gunicorn writes it whenever it is given a dictionary; project.requests says more.
        "gunicorn.access": {"handlers": [], "level": "CRITICAL", "propagate": False},
    },
}
