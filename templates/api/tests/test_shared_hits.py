"""S7 with a Valkey: all replicas count together; without it each container counts for itself."""

import asyncio
import logging
from collections.abc import AsyncIterator

import httpx
import pytest
from fakeredis import FakeAsyncRedis, FakeServer
from fastapi import FastAPI

from app.core.config import CacheSettings, SettingsError, load_settings
from app.core.hits import FileHitCounter
from app.core.shared_hits import PAUSE_SECONDS, SOCKET_SECONDS, SharedHitCounter, create_client
from tests.conftest import ENVIRONMENT
from tests.test_rate_limit import Clock

pytestmark = pytest.mark.anyio

AWKWARD = "a b#c'd\"e\\f@h:i/j%k$l"
VALKEY = {"VALKEY_HOST": "127.0.0.1", "VALKEY_PORT": "1", "VALKEY_USER": "api", "VALKEY_PASSWORD": AWKWARD}


@pytest.fixture
def server() -> FakeServer:
    return FakeServer()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def replicas(server: FakeServer, clock: Clock) -> AsyncIterator[list[SharedHitCounter]]:
    made = [
        SharedHitCounter(FakeAsyncRedis(server=server), FileHitCounter(None, 60_000, clock), 60_000, clock)
        for _ in range(2)
    ]
    yield made
    for replica in made:
        await replica.close()


async def test_s7_replicas_share_their_counts(replicas: list[SharedHitCounter]) -> None:
    counts = [(await replica.hit("a"))[0] for replica in [*replicas, *replicas]]
    assert counts == [1, 2, 3, 4]
    assert (await replicas[0].hit("b"))[0] == 1


async def test_s7_no_hit_of_a_crowd_is_lost(replicas: list[SharedHitCounter]) -> None:
    counted = await asyncio.gather(*(replicas[number % 2].hit("a") for number in range(300)))
    assert sorted(count for count, _ in counted) == list(range(1, 301))


async def test_s7_a_window_ends_by_itself(replicas: list[SharedHitCounter], server: FakeServer) -> None:
    counted, left = await replicas[0].hit("a")
    assert counted == 1
    assert 59 < left <= 60
    valkey = FakeAsyncRedis(server=server)
    assert await valkey.keys() == [b"limit:a"]
    await valkey.pexpire("limit:a", 1500)
    # A later hit does not make the window longer.
    assert (await replicas[1].hit("a"))[1] <= 1.5
    await valkey.delete("limit:a")
    assert (await replicas[1].hit("a"))[0] == 1


async def test_s12_each_counts_for_itself_while_valkey_is_away_and_says_so_once(
    replicas: list[SharedHitCounter], server: FakeServer, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "app.rate_limit")
    await replicas[0].hit("a")
    server.connected = False
    assert [(await replicas[0].hit("a"))[0] for _ in range(3)] == [1, 2, 3]
    clock.now += PAUSE_SECONDS
    assert (await replicas[0].hit("a"))[0] == 4
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    server.connected = True
    # Not asked again before the pause is over.
    assert (await replicas[0].hit("a"))[0] == 5
    clock.now += PAUSE_SECONDS
    assert (await replicas[0].hit("a"))[0] == 2
    assert [record.levelname for record in caplog.records] == ["WARNING", "INFO"]


def test_the_client_logs_in_with_what_the_environment_says() -> None:
    settings = load_settings(ENVIRONMENT | VALKEY)
    assert settings.cache == CacheSettings("127.0.0.1", 1, "api", AWKWARD)
    assert AWKWARD not in repr(settings)
    pool = create_client(settings.cache).connection_pool
    asked = pool.connection_kwargs
    assert (asked["username"], asked["password"], asked["socket_timeout"]) == ("api", AWKWARD, SOCKET_SECONDS)


@pytest.mark.parametrize(("password", "why"), [("", "is empty"), ("change_me", "still holds a placeholder")])
def test_s14_a_missing_password_is_named(password: str, why: str) -> None:
    with pytest.raises(SettingsError, match=f"VALKEY_PASSWORD {why}"):
        load_settings(ENVIRONMENT | VALKEY | {"VALKEY_PASSWORD": password})


class TestWithoutAnswer:
    @pytest.fixture
    def environment(self) -> dict[str, str]:
        return ENVIRONMENT | VALKEY | {"RATE_LIMIT_MAX_REQUESTS": "3"}

    async def test_s12_requests_are_answered_and_still_limited(self, app: FastAPI, client: httpx.AsyncClient) -> None:
        assert isinstance(app.state.counter, SharedHitCounter)
        statuses = [(await client.get("/api/health")).status_code for _ in range(5)]
        assert statuses == [200, 200, 200, 429, 429]
