"""The application with Django replaced by a fake that records."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field

import httpx
import pytest
from fastapi import FastAPI

from app.application import create_app, lifespan
from app.core.config import load_settings

ORIGIN = "https://localhost:8443"
USER = {"id": 7, "email": "ada@example.org", "date_joined": "2026-01-02T03:04:05Z"}
LOGIN = {"email": "ada@example.org", "password": "correct horse battery"}
# Long enough, and plainly no real secret: scanners of the repository stay quiet.
FILLER = "0123456789abcdefghijklmnopqrstuvw"
ENVIRONMENT = {
    "ENV": "production",
    "JWT_SECRET": f"jwt-{FILLER}",
    "INTERNAL_API_TOKEN": f"token-{FILLER}",
    "PUBLIC_ORIGIN": ORIGIN,
    "JWT_EXPIRE": "2h",
}

Handler = Callable[[httpx.Request], httpx.Response]


@dataclass
class FakeDjango:
    """Answers with `reply` (or raises it) and keeps every request."""

    reply: httpx.Response | Exception | Handler = field(default_factory=lambda: httpx.Response(200, json=USER))
    requests: list[httpx.Request] = field(default_factory=list)

    def handle(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        if isinstance(self.reply, Exception):
            raise self.reply
        return self.reply(request) if callable(self.reply) else self.reply


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def environment() -> dict[str, str]:
    """Tests that need other settings override this or change it before they ask for `client`."""
    return dict(ENVIRONMENT)


@pytest.fixture
def django() -> FakeDjango:
    return FakeDjango()


@pytest.fixture
async def app(environment: dict[str, str], django: FakeDjango) -> AsyncIterator[FastAPI]:
    application = create_app(load_settings(environment), httpx.MockTransport(django.handle))
    async with lifespan(application):
        yield application


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app, client=("203.0.113.9", 4711), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url=ORIGIN) as http:
        yield http
