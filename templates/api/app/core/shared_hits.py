"""Counts requests in Valkey, so that all replicas keep one limit together (S7)."""

import asyncio
import logging
import time
from collections.abc import Callable

from redis.asyncio import ConnectionPool, Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from app.core.config import CacheSettings
from app.core.hits import HitCounter

# Every request waits for its count, so a Valkey that does not answer is given up soon.
SOCKET_SECONDS = 0.5
TOTAL_SECONDS = 1
PAUSE_SECONDS = 2
CONNECTIONS = 20
# All that this service's user may touch begins with it.
PREFIX = "limit:"

log = logging.getLogger("app.rate_limit")


def create_client(cache: CacheSettings) -> Redis:
    """A client that connects when it is first used; one connection that was closed meanwhile is replaced unnoticed."""
    pool = ConnectionPool(
        host=cache.host,
        port=cache.port,
        username=cache.user,
        password=cache.password,
        max_connections=CONNECTIONS,
        socket_timeout=SOCKET_SECONDS,
        socket_connect_timeout=SOCKET_SECONDS,
        retry=Retry(NoBackoff(), 1),
        protocol=2,
        client_name="api",
    )
    return Redis.from_pool(pool)


class SharedHitCounter:
    """While Valkey is away, each container counts for itself: a limit that is too generous rather than none."""

    def __init__(
        self, client: Redis, local: HitCounter, window_ms: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._client = client
        self._local = local
        self._window_ms = window_ms
        self._clock = clock
        # Waiting for a free connection is no sign of a Valkey that is away.
        self._turn = asyncio.Semaphore(CONNECTIONS)
        self._away = False
        self._ask_again_at = 0.0

    async def hit(self, key: str) -> tuple[int, float]:
        async with self._turn:
            return await self._hit(key)

    async def _hit(self, key: str) -> tuple[int, float]:
        now = self._clock()
        if self._away:
            if now < self._ask_again_at:
                return await self._local.hit(key)
            # One request tries; the others do not wait with it.
            self._ask_again_at = now + PAUSE_SECONDS
        try:
            async with asyncio.timeout(TOTAL_SECONDS):
                counted = await self._count(PREFIX + key)
        except (RedisError, OSError, TimeoutError) as error:
            self._lost(error)
            return await self._local.hit(key)
        self._is_back()
        return counted

    async def _count(self, key: str) -> tuple[int, float]:
        """One transaction: the first hit of a window makes the key, which goes by itself when the window ends."""
        async with self._client.pipeline(transaction=True) as commands:
            commands.set(key, 0, px=self._window_ms, nx=True)
            commands.incr(key)
            commands.pttl(key)
            _, count, left_ms = await commands.execute()
        return count, max(0, left_ms) / 1000

    def _lost(self, error: Exception) -> None:
        self._ask_again_at = self._clock() + PAUSE_SECONDS
        if not self._away:
            log.warning("Valkey cannot be used, each container counts for itself: %s", type(error).__name__)
        self._away = True

    def _is_back(self) -> None:
        if self._away:
            log.info("Valkey is back, all containers count together")
        self._away = False

    async def close(self) -> None:
        try:
            await self._client.aclose()
        finally:
            await self._local.close()
