"""Counts and times every request, and answers /metrics. Nothing routes to that address from outside."""

import time

from anyio import to_thread
from psycopg_pool import AsyncConnectionPool
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.core.metrics import UNMATCHED, Metrics

PATH = "/metrics"
# The probe of the container itself would drown the rest.
UNCOUNTED = frozenset({"/health"})


class MeasureMiddleware:
    def __init__(self, app: ASGIApp, metrics: Metrics, pool: AsyncConnectionPool | None) -> None:
        self._app = app
        self._metrics = metrics
        self._pool = pool

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] in UNCOUNTED:
            await self._app(scope, receive, send)
        elif scope["path"] == PATH:
            page, kind = await to_thread.run_sync(self._metrics.page)
            await Response(page, headers={"Content-Type": kind, "Cache-Control": "no-store"})(scope, receive, send)
        else:
            await self._measured(scope, receive, send)

    async def _measured(self, scope: Scope, receive: Receive, send: Send) -> None:
        status = 500
        started = time.perf_counter()

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        self._metrics.active.inc()
        try:
            await self._app(scope, receive, noted)
        finally:
            self._metrics.active.dec()
            self._metrics.answered(scope["method"], _route(scope), status, time.perf_counter() - started)
            if self._pool:
                self._metrics.pooled(self._pool.get_stats())


def _route(scope: Scope) -> str:
    """The template, such as /api/notes/{id}: paths would make a series for each address that somebody tries."""
    return getattr(scope.get("route"), "path", UNMATCHED)
