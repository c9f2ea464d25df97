"""Ends a connection now and then, so that those who keep theirs meet every worker and every replica."""

import time

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Seconds between two that are ended: under load each connection lasts for many requests, and opening four in a second
# costs next to nothing.
APART = 0.25


class TurnsMiddleware:
    """A Traefik that knows a name, and not the replicas behind it, looks it up for each new connection only."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._next = time.monotonic() + APART

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_marked(message: Message) -> None:
            if message["type"] == "http.response.start" and (now := time.monotonic()) >= self._next:
                self._next = now + APART
                MutableHeaders(scope=message)["Connection"] = "close"
            await send(message)

        await self._app(scope, receive, send_marked if scope["type"] == "http" else send)
