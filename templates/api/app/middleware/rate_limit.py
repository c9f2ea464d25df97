"""At most so many requests per client and window, counted together by all workers (S7)."""

import logging
import math
import sqlite3

from starlette.types import ASGIApp, Receive, Scope, Send

from app.core.errors import ApiError
from app.core.hits import HitCounter
from app.core.networks import rate_limit_key

EXEMPT_PATHS = frozenset({"/health"})

log = logging.getLogger("app.rate_limit")


class RateLimitMiddleware:
    def __init__(self, app: ASGIApp, counter: HitCounter, max_requests: int) -> None:
        self._app = app
        self._counter = counter
        self._max = max_requests

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] in EXEMPT_PATHS:
            await self._app(scope, receive, send)
            return
        client = scope.get("client")
        seconds = await self._seconds_to_wait(rate_limit_key(client[0] if client else None))
        if seconds:
            headers = {"Retry-After": str(seconds)}
            refusal = ApiError(429, "too_many_requests", "Too many requests. Try again later.", headers=headers)
            await refusal.response()(scope, receive, send)
            return
        await self._app(scope, receive, send)

    async def _seconds_to_wait(self, key: str) -> int:
        try:
            count, left = await self._counter.hit(key)
        except sqlite3.Error:
            # A full or locked file must not take the service down; Traefik limits as well.
            log.exception("The rate limit could not be counted")
            return 0
        return max(1, math.ceil(left)) if count > self._max else 0
