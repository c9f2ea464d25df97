"""Outermost layer: request id, no-store, one access-log line, and JSON even for a crash."""

import logging
import re
import time
from uuid import uuid4

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.core.errors import internal_error
from app.core.logs import request_id

ACCEPTED_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
QUIET_PATHS = frozenset({"/health"})

access = logging.getLogger("access")
errors = logging.getLogger("app")


class RequestLogMiddleware:
    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get("x-request-id", "")
        current = given if ACCEPTED_ID.fullmatch(given) else uuid4().hex
        request_id.set(current)
        started = time.perf_counter()
        status = 0

        async def send_marked(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers["X-Request-ID"] = current
                headers["Cache-Control"] = "no-store"
            await send(message)

        try:
            await self._app(scope, receive, send_marked)
        except Exception:
            errors.exception("Unhandled error")
            if status:
                raise
            await internal_error()(scope, receive, send_marked)
        finally:
            if scope["path"] not in QUIET_PATHS or status >= 500:  # noqa: PLR2004
                access.info("request", extra={"fields": _fields(scope, status, started)})


def _fields(scope: Scope, status: int, started: float) -> dict[str, object]:
    """No query string, header or body: they may hold secrets."""
    client = scope.get("client")
    return {
        "method": scope["method"],
        "path": scope["path"][:512],
        "status": status,
        "duration_ms": round((time.perf_counter() - started) * 1000, 1),
        "client": client[0] if client else None,
    }
