"""Counts requests per client and window, together with the other workers of the container (S7)."""

import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from anyio import CapacityLimiter, to_thread

PRUNE_EVERY = 500
LOCK_SECONDS = 0.5

COUNT = """
INSERT INTO hits (key, started, count) VALUES (:key, :now, 1)
ON CONFLICT (key) DO UPDATE SET
  count = CASE WHEN started <= :now - :window THEN 1 ELSE count + 1 END,
  started = CASE WHEN started <= :now - :window THEN :now ELSE started END
RETURNING started, count
"""


class HitCounter(Protocol):
    async def hit(self, key: str) -> tuple[int, float]:
        """Counts one request. Returns how many this window has seen and the seconds until it ends."""

    async def close(self) -> None: ...


class FileHitCounter:
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

    async def close(self) -> None:
        self._database.close()
