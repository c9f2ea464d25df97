"""Counts requests per client and window, together with the other workers of the container (S7)."""

import sqlite3
import time
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import Protocol

from anyio import sleep

from app.core.alone import alone

PRUNE_EVERY = 500
# Another worker has the file for some microseconds.
LOCK_SECONDS = 0.5
LOOK_AGAIN_SECONDS = 0.001

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

    The clock is monotonic: on Linux all processes share it, and it never jumps. A statement takes less time than a
    change to another thread would, so it runs right here; what waits for another worker waits without blocking.
    """

    def __init__(self, file: Path | None, window_ms: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._window = window_ms / 1000
        self._clock = clock
        self._calls = 0
        self._database = sqlite3.connect(file or ":memory:", timeout=LOCK_SECONDS, isolation_level=None)
        # SQLite does not wait for another that changes the journal: it would refuse, and this worker end.
        with alone(file.parent) if file else nullcontext():
            self._set_up()

    def _set_up(self) -> None:
        self._database.execute("PRAGMA journal_mode = WAL")
        self._database.execute("PRAGMA synchronous = OFF")
        self._database.execute(
            "CREATE TABLE IF NOT EXISTS hits (key TEXT PRIMARY KEY, started REAL NOT NULL, count INTEGER NOT NULL)"
        )
        self._database.execute("PRAGMA busy_timeout = 0")

    async def hit(self, key: str) -> tuple[int, float]:
        give_up = time.monotonic() + LOCK_SECONDS
        while True:
            try:
                return self._hit(key)
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > give_up:
                    raise
            await sleep(LOOK_AGAIN_SECONDS)

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
