"""S12: Django or Postgres away. Others keep answering, errors are JSON, probes say what is missing."""

import asyncio

import httpx
import psycopg
import pytest
from fastapi import FastAPI

from app.core.security import COOKIE
from app.routes import health
from app.services import django as service
from app.services.connections import FreshForWrites
from tests.conftest import ENVIRONMENT, LOGIN, USER, FakeDjango

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    ("reply", "status", "code"),
    [
        (httpx.ConnectError("refused"), 503, "upstream_unavailable"),
        (httpx.RemoteProtocolError("closed"), 503, "upstream_unavailable"),
        (httpx.ConnectTimeout("slow"), 504, "upstream_timeout"),
        (httpx.ReadTimeout("slow"), 504, "upstream_timeout"),
        (httpx.PoolTimeout("busy"), 504, "upstream_timeout"),
        (httpx.Response(500, text="<h1>Traceback</h1>"), 502, "upstream_error"),
        (httpx.Response(503), 502, "upstream_error"),
        (httpx.Response(403, json={"detail": "token", "code": "forbidden"}), 502, "upstream_error"),
        (httpx.Response(301, headers={"Location": "https://django/"}), 502, "upstream_error"),
        (httpx.Response(401, text="not json"), 502, "upstream_error"),
        (httpx.Response(200, text="not json"), 502, "upstream_error"),
        (httpx.Response(200, json={"id": 7}), 502, "upstream_error"),
    ],
)
async def test_s12_a_failing_django_is_502_503_or_504_json(
    client: httpx.AsyncClient, django: FakeDjango, reply: httpx.Response | Exception, status: int, code: str
) -> None:
    django.reply = reply
    answer = await client.post("/api/auth/login", json=LOGIN)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert "Traceback" not in answer.text
    assert (await client.get("/api/health")).status_code == 200


async def test_s12_an_answer_that_trickles_is_cut_off(
    client: httpx.AsyncClient, django: FakeDjango, monkeypatch: pytest.MonkeyPatch, app: FastAPI
) -> None:
    async def never(_: httpx.Request) -> httpx.Response:
        await asyncio.sleep(60)
        return httpx.Response(200)

    monkeypatch.setattr(service, "TOTAL_SECONDS", 0.05)
    await app.state.django_client.aclose()
    app.state.django_client = httpx.AsyncClient(transport=httpx.MockTransport(never), base_url="http://django:8001")
    answer = await client.post("/api/auth/login", json=LOGIN)
    assert (answer.status_code, answer.json()["code"]) == (504, "upstream_timeout")


async def test_s6_internal_calls_carry_token_client_and_scheme(client: httpx.AsyncClient, django: FakeDjango) -> None:
    await client.post("/api/auth/login", json=LOGIN)
    sent = django.requests[-1].headers
    assert sent["Authorization"] == f"Bearer {ENVIRONMENT['INTERNAL_API_TOKEN']}"
    assert (sent["Host"], sent["X-Forwarded-Proto"], sent["X-Client-IP"]) == ("django", "https", "203.0.113.9")
    assert len(sent["X-Request-ID"]) == 32


async def test_s12_timeouts_are_three_seconds_to_connect_and_eight_to_read(app: FastAPI) -> None:
    timeout = app.state.django_client.timeout
    assert (timeout.connect, timeout.read) == (3, 8)


@pytest.mark.parametrize("path", ["/api/health", "/health"])
async def test_s4_health_is_200_whatever_django_does(client: httpx.AsyncClient, django: FakeDjango, path: str) -> None:
    django.reply = httpx.ConnectError("refused")
    answer = await client.get(path)
    assert (answer.status_code, answer.json()) == (200, {"status": "ok", "service": "api"})


async def test_s12_ready_names_only_what_is_used(client: httpx.AsyncClient) -> None:
    answer = await client.get("/api/ready")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok", "checks": {"django": "ok"}})


@pytest.mark.parametrize("reply", [httpx.ConnectError("refused"), httpx.Response(500)])
async def test_s12_ready_is_503_without_django(
    client: httpx.AsyncClient, django: FakeDjango, reply: httpx.Response | Exception
) -> None:
    django.reply = reply
    answer = await client.get("/api/ready")
    assert answer.status_code == 503
    assert answer.json() == {"status": "unavailable", "checks": {"django": "unavailable"}}


@pytest.mark.parametrize(
    ("error", "state", "status"), [(None, "ok", 200), (psycopg.OperationalError(), "unavailable", 503)]
)
async def test_s12_ready_asks_the_database_when_there_is_one(
    app: FastAPI,
    client: httpx.AsyncClient,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception | None,
    state: str,
    status: int,
) -> None:
    async def ping(_: object) -> None:
        if error:
            raise error

    monkeypatch.setattr(health, "ping", ping)
    app.state.pool = object()
    answer = await client.get("/api/ready")
    app.state.pool = None
    assert (answer.status_code, answer.json()["checks"]["database"]) == (status, state)


async def test_s5_the_user_answer_holds_nothing_more(client: httpx.AsyncClient, django: FakeDjango) -> None:
    django.reply = httpx.Response(200, json=USER | {"password": "argon2$…"})
    assert (await client.post("/api/auth/login", json=LOGIN)).json() == USER


@pytest.mark.parametrize(("method", "path", "asked"), [("GET", "/api/users/me", 2), ("POST", "/api/auth/login", 1)])
async def test_a_connection_that_breaks_is_tried_again_where_nothing_can_happen_twice(
    app: FastAPI, client: httpx.AsyncClient, django: FakeDjango, method: str, path: str, asked: int
) -> None:
    django.reply = httpx.ReadError("closed")
    client.cookies.set(COOKIE, app.state.sessions.issue(7))
    answer = await client.request(method, path, json=LOGIN if method == "POST" else None)
    assert answer.status_code == 503
    assert len(django.requests) == asked


async def test_s11_what_writes_never_waits_on_a_connection_that_django_may_be_closing() -> None:
    asked: list[tuple[str, str]] = []

    def pool(name: str) -> httpx.MockTransport:
        return httpx.MockTransport(lambda request: asked.append((name, request.method)) or httpx.Response(204))

    transport = FreshForWrites(pool("kept"), pool("fresh"))
    async with httpx.AsyncClient(transport=transport, base_url="http://django:8001") as http:
        for method in ("GET", "POST", "HEAD", "DELETE"):
            await http.request(method, "/")
    assert asked == [("kept", "GET"), ("fresh", "POST"), ("kept", "HEAD"), ("fresh", "DELETE")]
