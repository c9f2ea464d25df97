"""What every request meets: origin, size, rate limit, error shape, headers."""

import json
import logging
from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI

from app.application import create_app, lifespan
from app.core.config import load_settings
from tests.conftest import ENVIRONMENT, LOGIN, ORIGIN, FakeDjango

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "https://localhost"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Origin": ORIGIN},
    ],
)
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
async def test_s5_another_site_cannot_change_state(
    client: httpx.AsyncClient, django: FakeDjango, headers: dict[str, str], method: str
) -> None:
    answer = await client.request(method, "/api/auth/login", json=LOGIN, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (403, "cross_site")
    assert django.requests == []


@pytest.mark.parametrize(
    "headers", [{}, {"Origin": ORIGIN, "Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"}]
)
async def test_s5_our_own_site_can(client: httpx.AsyncClient, headers: dict[str, str]) -> None:
    assert (await client.post("/api/auth/login", json=LOGIN, headers=headers)).status_code == 200


async def test_s5_another_site_may_read_what_is_public(client: httpx.AsyncClient) -> None:
    assert (await client.get("/api/health", headers={"Sec-Fetch-Site": "cross-site"})).status_code == 200


@pytest.mark.parametrize("path", ["/api/x", "/api", "/api/health/", "/api/internal/users/me", "/nothing"])
async def test_s4_an_unknown_path_is_a_json_404(client: httpx.AsyncClient, path: str) -> None:
    answer = await client.get(path)
    assert (answer.status_code, answer.json()) == (404, {"detail": "Not Found", "code": "not_found"})


async def test_s4_a_wrong_method_is_a_json_405(client: httpx.AsyncClient) -> None:
    answer = await client.get("/api/auth/login")
    assert (answer.status_code, answer.json()["code"]) == (405, "method_not_allowed")
    assert answer.headers["Allow"] == "POST"


@pytest.mark.parametrize("path", ["/api/health", "/health", "/api/x", "/api/users/me"])
async def test_s8_every_answer_is_uncacheable_and_names_no_server(client: httpx.AsyncClient, path: str) -> None:
    answer = await client.get(path)
    assert answer.headers["Cache-Control"] == "no-store"
    assert "server" not in answer.headers
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize("environment", [ENVIRONMENT | {"RATE_LIMIT_MAX_REQUESTS": "2"}])
async def test_s7_too_many_requests_are_429_with_retry_after(client: httpx.AsyncClient) -> None:
    assert [(await client.get("/api/health")).status_code for _ in range(3)] == [200, 200, 429]
    answer = await client.get("/api/health")
    assert answer.json()["code"] == "too_many_requests"
    assert 1 <= int(answer.headers["Retry-After"]) <= 60
    assert answer.headers["Cache-Control"] == "no-store"
    assert (await client.get("/health")).status_code == 200


async def test_s7_a_broken_counter_lets_requests_through(
    app: FastAPI, client: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    await app.state.counter.close()
    assert (await client.get("/api/health")).status_code == 200
    assert "could not be counted" in caplog.text


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"email": "ada@example.org"},
        {"email": "no-at-sign", "password": "x"},
        {"email": f"{'a' * 255}@example.org", "password": "x"},
        {"email": "ada@example.org", "password": "x" * 129},
        {"email": "ada@example.org", "password": ""},
        {"email": "a\u0000da@example.org", "password": "x"},
        {"email": "ada@example.org", "password": 1},
        {"email": "ada@example.org", "password": "hunter2hunter2", "is_staff": True},
        [],
        None,
        "hunter2hunter2",
    ],
)
async def test_a_bad_body_is_422_and_never_echoed(client: httpx.AsyncClient, django: FakeDjango, body: object) -> None:
    answer = await client.post("/api/auth/register", json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert answer.json()["errors"]
    assert "hunter2" not in answer.text
    assert django.requests == []


@pytest.mark.parametrize("content", [b"{", b'{"email": "\xff"}', b'{"email":"\\ud800@example.org","password":"x"}'])
async def test_broken_json_is_a_json_error(client: httpx.AsyncClient, content: bytes) -> None:
    answer = await client.post("/api/auth/login", content=content, headers={"Content-Type": "application/json"})
    assert answer.status_code in (400, 422)
    assert answer.json()["code"]


async def test_a_form_of_another_kind_is_not_taken_for_json(client: httpx.AsyncClient) -> None:
    answer = await client.post("/api/auth/login", content=json.dumps(LOGIN), headers={"Content-Type": "text/plain"})
    assert answer.status_code == 422


async def test_a_body_over_one_mebibyte_is_413_announced_or_not(client: httpx.AsyncClient, django: FakeDjango) -> None:
    async def stream() -> AsyncIterator[bytes]:
        for _ in range(17):
            yield b" " * 65536

    for content in (b" " * (1024 * 1024 + 1), stream()):
        answer = await client.post("/api/auth/login", content=content, headers={"Content-Type": "application/json"})
        assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
    assert django.requests == []


async def test_the_limit_of_bodies_is_a_setting(environment: dict[str, str], django: FakeDjango) -> None:
    app = create_app(load_settings(environment | {"MAX_BODY_BYTES": "2048"}), httpx.MockTransport(django.handle))
    client = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=ORIGIN)
    async with lifespan(app), client as http:
        answers = [await http.post("/api/auth/login", content=b" " * size) for size in (2048, 2049)]
    assert [answer.status_code for answer in answers] == [422, 413]


async def test_a_given_request_id_is_kept_and_passed_on(client: httpx.AsyncClient, django: FakeDjango) -> None:
    answer = await client.post("/api/auth/login", json=LOGIN, headers={"X-Request-ID": "trace-0123456789"})
    assert answer.headers["X-Request-ID"] == "trace-0123456789"
    assert django.requests[-1].headers["X-Request-ID"] == "trace-0123456789"


async def test_a_doubtful_request_id_is_replaced(client: httpx.AsyncClient) -> None:
    answer = await client.get("/api/health", headers={"X-Request-ID": 'x" onload="alert(1)'})
    assert len(answer.headers["X-Request-ID"]) == 32


async def test_the_access_log_is_one_line_without_query_or_secrets(
    client: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "access"):
        await client.post("/api/auth/login?token=hunter2", json=LOGIN)
        await client.get("/health")
    (line,) = [record.fields for record in caplog.records if record.name == "access"]
    assert line["path"] == "/api/auth/login"
    assert (line["status"], line["client"]) == (200, "203.0.113.9")
    assert "hunter2" not in caplog.text


async def test_s12_a_crash_is_a_json_500_that_tells_nothing(
    app: FastAPI, client: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    @app.get("/api/crash")
    async def crash() -> None:
        raise RuntimeError("secret detail")

    answer = await client.get("/api/crash")
    assert (answer.status_code, answer.json()["code"]) == (500, "internal_error")
    assert "secret" not in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert "secret detail" in caplog.text


async def test_s12_a_crash_after_the_first_byte_ends_the_answer(app: FastAPI, client: httpx.AsyncClient) -> None:
    async def late(scope: dict, receive: object, send: object) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        raise RuntimeError("too late")

    app.mount("/late", late)
    assert (await client.get("/late/")).status_code == 200
