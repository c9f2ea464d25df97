"""What the API expects of Django, asked of Django: a change that the other side does not know fails here."""

import json
import secrets
from datetime import UTC, datetime

import httpx
import pytest
from conftest import OpenApi, RunningDjango

pytestmark = pytest.mark.anyio

PASSWORD = "a quiet harbour 7"
COOKIE = "__Host-session"


def somebody() -> dict[str, str]:
    return {"email": f"ada-{secrets.token_hex(6)}@example.org", "password": PASSWORD}


async def test_register_answers_the_person_and_starts_a_session(api: httpx.AsyncClient) -> None:
    person = somebody()
    registered = await api.post("/api/auth/register", json=person)
    assert registered.status_code == 201
    me = await api.get("/api/users/me")
    assert me.status_code == 200
    assert me.json() == registered.json() | {"is_staff": False}
    assert me.json()["email"] == person["email"]
    joined = datetime.fromisoformat(me.json()["date_joined"])
    assert abs((datetime.now(UTC) - joined).total_seconds()) < 60


async def test_log_in_answers_what_register_did(api: httpx.AsyncClient) -> None:
    person = somebody()
    registered = await api.post("/api/auth/register", json=person)
    api.cookies.clear()
    logged_in = await api.post("/api/auth/login", json=person | {"email": person["email"].upper()})
    assert (logged_in.status_code, logged_in.json()) == (200, registered.json())
    assert (await api.get("/api/users/me")).status_code == 200


async def test_an_address_that_is_taken_is_a_conflict(api: httpx.AsyncClient) -> None:
    person = somebody()
    await api.post("/api/auth/register", json=person)
    again = await api.post("/api/auth/register", json=person)
    assert (again.status_code, again.json()["code"]) == (409, "email_taken")


@pytest.mark.parametrize("password", ["short", "1234567890123", "password12345"])
async def test_what_the_validators_say_of_a_password_stands_at_its_field(api: httpx.AsyncClient, password: str) -> None:
    refused = await api.post("/api/auth/register", json=somebody() | {"password": password})
    assert (refused.status_code, refused.json()["code"]) == (422, "invalid")
    assert refused.json()["errors"]["password"]


@pytest.mark.parametrize("email", ["no-at-sign", "a@b", "x" * 250 + "@example.org"])
async def test_an_address_that_is_none_is_refused_by_one_of_both(api: httpx.AsyncClient, email: str) -> None:
    refused = await api.post("/api/auth/register", json=somebody() | {"email": email})
    assert (refused.status_code, list(refused.json()["errors"])) == (422, ["email"])


async def test_a_wrong_password_and_an_unknown_account_look_the_same(open_api: OpenApi) -> None:
    async with open_api(address="203.0.113.20") as api:
        person = somebody()
        await api.post("/api/auth/register", json=person)
        answers = [
            await api.post("/api/auth/login", json=each | {"password": "wrong"}) for each in (person, somebody())
        ]
    assert [(answer.status_code, answer.json()["code"]) for answer in answers] == [(401, "invalid_credentials")] * 2
    assert answers[0].json() == answers[1].json()


async def test_failed_log_ins_are_slowed_for_the_address_that_the_api_names(open_api: OpenApi) -> None:
    person = somebody()
    async with open_api(address="203.0.113.30") as api:
        await api.post("/api/auth/register", json=person)
        answers = [await api.post("/api/auth/login", json=person | {"password": "wrong"}) for _ in range(25)]
    slowed = next(answer for answer in answers if answer.status_code != 401)
    assert (slowed.status_code, slowed.json()["code"]) == (429, "too_many_attempts")
    assert int(slowed.headers["Retry-After"]) > 0
    async with open_api(address="203.0.113.31") as elsewhere:
        assert (await elsewhere.post("/api/auth/login", json=somebody())).status_code == 401


async def test_a_session_is_over_for_every_copy_of_its_cookie(api: httpx.AsyncClient) -> None:
    await api.post("/api/auth/register", json=somebody())
    copy = api.cookies[COOKIE]
    assert (await api.post("/api/auth/logout")).status_code == 204
    api.cookies.clear()
    api.cookies.set(COOKIE, copy)
    after = await api.get("/api/users/me")
    assert (after.status_code, after.json()["code"]) == (401, "invalid_session")


async def test_another_token_than_djangos_is_our_own_fault(open_api: OpenApi) -> None:
    async with open_api(INTERNAL_API_TOKEN=secrets.token_urlsafe(48)) as api:
        answer = await api.post("/api/auth/login", json=somebody())
    assert (answer.status_code, answer.json()["code"]) == (502, "upstream_error")


async def test_the_id_of_a_request_stands_in_djangos_log(api: httpx.AsyncClient, django: RunningDjango) -> None:
    wanted = f"contract-{secrets.token_hex(6)}"
    answer = await api.post("/api/auth/login", json=somebody(), headers={"X-Request-ID": wanted})
    assert answer.headers["X-Request-ID"] == wanted
    lines = [json.loads(line) for line in django.log.read_text().splitlines() if wanted in line]
    assert [line["path"] for line in lines if line["message"] == "request"] == ["/internal/auth/login"]


async def test_both_are_ready(api: httpx.AsyncClient) -> None:
    answer = await api.get("/api/ready")
    assert (answer.status_code, answer.json()["checks"]["django"]) == (200, "ok")
