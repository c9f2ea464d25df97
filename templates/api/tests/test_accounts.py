"""S5: accounts work end to end; the API keeps the session, Django the accounts."""

import httpx
import jwt
import pytest

from app.core.config import load_settings
from app.core.security import COOKIE, Sessions
from tests.conftest import ENVIRONMENT, LOGIN, ORIGIN, USER, FakeDjango

pytestmark = pytest.mark.anyio
NOW = 1_790_000_000


def token(now: float | None = None, **environment: str) -> str:
    sessions = Sessions(load_settings(ENVIRONMENT | environment), *([] if now is None else [lambda: now]))
    return sessions.issue(7)


async def test_s5_register_answers_201_and_logs_in(client: httpx.AsyncClient, django: FakeDjango) -> None:
    django.reply = httpx.Response(201, json=USER | {"password": "hash", "is_superuser": True})
    answer = await client.post("/api/auth/register", json=LOGIN)
    assert answer.status_code == 201
    assert answer.json() == USER
    assert COOKIE in answer.cookies


async def test_s5_the_cookie_is_http_only_secure_and_same_site(client: httpx.AsyncClient) -> None:
    answer = await client.post("/api/auth/login", json=LOGIN)
    name, *attributes = answer.headers["set-cookie"].split("; ")
    assert name.startswith("__Host-session=")
    assert {attribute.lower() for attribute in attributes} == {
        "httponly",
        "secure",
        "samesite=lax",
        "path=/",
        "max-age=7200",
    }


async def test_s5_the_token_has_every_claim(client: httpx.AsyncClient) -> None:
    answer = await client.post("/api/auth/login", json=LOGIN)
    held = jwt.decode(
        answer.cookies[COOKIE], ENVIRONMENT["JWT_SECRET"], algorithms=["HS256"], audience=ORIGIN, issuer=ORIGIN
    )
    assert held["sub"] == "7"
    assert held["exp"] - held["iat"] == 7200
    assert len(held["jti"]) == 32


async def test_s5_login_then_me_then_logout(client: httpx.AsyncClient, django: FakeDjango) -> None:
    await client.post("/api/auth/login", json=LOGIN)
    django.reply = httpx.Response(200, json=USER | {"is_staff": False})
    me = await client.get("/api/users/me")
    assert (me.status_code, me.json()) == (200, USER | {"is_staff": False})
    assert django.requests[-1].url == "http://django:8001/internal/users/me"
    assert django.requests[-1].headers["X-User-Id"] == "7"

    django.reply = httpx.Response(204)
    out = await client.post("/api/auth/logout")
    assert out.status_code == 204
    assert out.headers["Clear-Site-Data"] == '"cache","cookies","storage"'
    assert django.requests[-1].headers["X-Token-Id"] == django.requests[-2].headers["X-Token-Id"]
    assert b'"expires_at":' in django.requests[-1].content
    assert (await client.get("/api/users/me")).status_code == 401


async def test_s5_logout_without_a_session_is_204_too(client: httpx.AsyncClient, django: FakeDjango) -> None:
    assert (await client.post("/api/auth/logout")).status_code == 204
    assert django.requests == []


async def test_s5_logout_forgets_the_cookie_even_when_django_is_away(
    client: httpx.AsyncClient, django: FakeDjango
) -> None:
    await client.post("/api/auth/login", json=LOGIN)
    django.reply = httpx.ConnectError("refused")
    answer = await client.post("/api/auth/logout")
    assert answer.status_code == 503
    assert "Max-Age=0" in answer.headers["set-cookie"]
    assert COOKIE not in client.cookies


@pytest.mark.parametrize("environment", [ENVIRONMENT | {"REGISTRATION_OPEN": "false"}])
async def test_s5_registration_can_be_switched_off(client: httpx.AsyncClient, django: FakeDjango) -> None:
    answer = await client.post("/api/auth/register", json=LOGIN)
    assert (answer.status_code, answer.json()["code"]) == (403, "registration_closed")
    assert django.requests == []


def unsigned() -> str:
    claims = {"sub": "7", "iat": NOW, "exp": NOW * 2, "jti": "x", "iss": ORIGIN, "aud": ORIGIN}
    return jwt.encode(claims, "", "none")


def without_jti() -> str:
    claims = {"sub": "7", "iat": NOW, "exp": NOW * 2, "iss": ORIGIN, "aud": ORIGIN}
    return jwt.encode(claims, ENVIRONMENT["JWT_SECRET"], "HS256")


def with_header_in(claim: str) -> str:
    """Signed with the right key, yet not what we issue: it would become a header of a request to Django."""
    claims = {"sub": "7", "iat": NOW, "exp": NOW * 2, "jti": "0" * 32, "iss": ORIGIN, "aud": ORIGIN}
    return jwt.encode(claims | {claim: "7\r\nX-User-Id: 1"}, ENVIRONMENT["JWT_SECRET"], "HS256")


def other_algorithm() -> str:
    claims = {"sub": "7", "iat": 1, "exp": NOW * 2, "jti": "x", "iss": ORIGIN, "aud": ORIGIN}
    return jwt.encode(claims, ENVIRONMENT["JWT_SECRET"] * 2, "HS512")


@pytest.mark.parametrize(
    "cookie",
    [
        None,
        "",
        "nonsense",
        token(now=NOW - 10_000_000),
        token(JWT_SECRET="another-secret-0123456789abcdefghijkl"),
        token(PUBLIC_ORIGIN="https://other.example"),
        unsigned(),
        without_jti(),
        other_algorithm(),
        with_header_in("sub"),
        with_header_in("jti"),
    ],
    ids=[
        "absent",
        "empty",
        "nonsense",
        "expired",
        "forged",
        "other origin",
        "unsigned",
        "no jti",
        "HS512",
        "header in sub",
        "header in jti",
    ],
)
async def test_s5_no_expired_or_forged_token_is_401_json(
    client: httpx.AsyncClient, django: FakeDjango, cookie: str | None
) -> None:
    headers = {} if cookie is None else {"Cookie": f"{COOKIE}={cookie}"}
    answer = await client.get("/api/users/me", headers=headers)
    assert answer.status_code == 401
    assert answer.json() == {"detail": "Log in first.", "code": "not_authenticated"}
    assert django.requests == []


@pytest.mark.parametrize(
    ("status", "code"), [(401, "invalid_credentials"), (409, "email_taken"), (429, "too_many_attempts")]
)
async def test_s5_djangos_refusals_are_passed_on(
    client: httpx.AsyncClient, django: FakeDjango, status: int, code: str
) -> None:
    body = {"detail": "No.", "code": code, "debug": "internal"}
    django.reply = httpx.Response(status, json=body, headers={"Retry-After": "30", "X-Debug": "1"})
    answer = await client.post("/api/auth/login", json=LOGIN)
    assert (answer.status_code, answer.json()) == (status, {"detail": "No.", "code": code})
    assert answer.headers["Retry-After"] == "30"
    assert "x-debug" not in answer.headers
    assert "set-cookie" not in answer.headers


async def test_s5_djangos_password_rules_reach_the_form(client: httpx.AsyncClient, django: FakeDjango) -> None:
    body = {"detail": "Invalid.", "code": "invalid", "errors": {"password": ["Too common."]}}
    django.reply = httpx.Response(422, json=body)
    answer = await client.post("/api/auth/register", json=LOGIN)
    assert (answer.status_code, answer.json()) == (422, body)
