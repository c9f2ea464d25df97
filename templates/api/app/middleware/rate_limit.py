"""At most so many requests per client and window, counted together by all workers (S7)."""

import logging
import math
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

from anyio import CapacityLimiter, to_thread
from starlette.types import ASGIApp, Receive, Scope, Send

from app.core.errors import ApiError
from app.core.networks import rate_limit_key

EXEMPT_PATHS = frozenset({"/health"})
PRUNE_EVERY = 500
LOCK_SECONDS = 0.5

COUNT = """
INSERT INTO hits (key, started, count) VALUES (:key, :now, 1)
ON CONFLICT (key) DO UPDATE SET
  count = CASE WHEN started <= :now - :window THEN 1 ELSE count + 1 END,
  started = CASE WHEN started <= :now - :window THEN :now ELSE started END
RETURNING started, count
"""

log = logging.getLogger("app.rate_limit")


class HitCounter:
    """Counts in a SQLite file, so that every worker of the container sees every hit.

    The clock is monotonic: on Linux all processes share it, and it never jumps.
    """

    def __init__(self, file: Path | None, window_ms: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._window = window_ms / 1000
        self._clock = clock
        self._calls = 0
        self._turn: CapacityLimiter | None = None
        self._database = sqlite3.connect(
            file or ":memory:", timeout=LOCK_SECONDS, isolation_level=None, check_same_thread=False
        )
        self._database.execute("PRAGMA journal_mode = WAL")
        self._database.execute("PRAGMA synchronous = OFF")
        self._database.execute(
            "CREATE TABLE IF NOT EXISTS hits (key TEXT PRIMARY KEY, started REAL NOT NULL, count INTEGER NOT NULL)"
        )

    async def hit(self, key: str) -> tuple[int, float]:
        """Counts one request. Returns how many this window has seen and the seconds until it ends."""
        # One at a time: the connection is not made for threads that overlap.
        self._turn = self._turn or CapacityLimiter(1)
        return await to_thread.run_sync(self._hit, key, limiter=self._turn)

    def _hit(self, key: str) -> tuple[int, float]:
        now = self._clock()
        values = {"key": key, "now": now, "window": self._window}
        started, count = self._database.execute(COUNT, values).fetchone()
        self._calls += 1
        if self._calls % PRUNE_EVERY == 0:
            self._database.execute("DELETE FROM hits WHERE started <= :now - :window", values)
        return count, max(0.0, started + self._window - now)

    def close(self) -> None:
        self._database.close()


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
