"""Replicas of Django: each gets its share, and one that is away costs no request."""

import asyncio
import socket
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import httpx
import pytest

from app.core.config import load_settings
from app.services import spreading
from app.services.django import create_client
from app.services.spreading import SpreadingTransport, addresses_of
from tests.conftest import ENVIRONMENT

pytestmark = pytest.mark.anyio
THREE = ("10.0.0.2", "10.0.0.3", "10.0.0.4")


@dataclass
class Network(httpx.AsyncBaseTransport):
    """A name server and the hosts behind it."""

    addresses: Sequence[str] = THREE
    away: dict[str, Exception] = field(default_factory=dict)
    asked: list[httpx.Request] = field(default_factory=list)
    lookups: int = 0
    nameless: Exception | None = None
    closed: bool = False

    async def resolve(self, host: str, port: int) -> Sequence[str]:
        assert (host, port) == ("django", 8001)
        self.lookups += 1
        if self.nameless:
            raise self.nameless
        return self.addresses

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        if failure := self.away.get(request.url.host):
            raise failure
        return httpx.Response(200, content=await request.aread())

    async def aclose(self) -> None:
        self.closed = True

    @property
    def hosts(self) -> list[str]:
        return [request.url.host for request in self.asked]


def client_of(network: Network) -> httpx.AsyncClient:
    return create_client(load_settings(ENVIRONMENT), SpreadingTransport(network, network.resolve))


async def test_every_address_gets_the_same_share_and_one_lookup_serves_them_all() -> None:
    network = Network()
    async with client_of(network) as client:
        for _ in range(30):
            await client.get("/healthz")
    assert Counter(network.hosts) == dict.fromkeys(THREE, 10)
    assert network.lookups == 1
    assert network.closed


async def test_the_request_is_the_same_but_for_its_address() -> None:
    network = Network(addresses=["10.0.0.2"])
    async with client_of(network) as client:
        answer = await client.post("/internal/auth/login", json={"email": "a"})
    (sent,) = network.asked
    assert str(sent.url) == "http://10.0.0.2:8001/internal/auth/login"
    assert (sent.method, sent.headers["Host"], answer.json()) == ("POST", "django", {"email": "a"})
    assert sent.extensions["sni_hostname"] == "django"
    assert str(answer.request.url) == "http://django:8001/internal/auth/login"


@pytest.mark.parametrize("error", [httpx.ConnectError("refused"), httpx.ConnectTimeout("silent")])
@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_an_address_that_cannot_be_reached_is_passed_over_whatever_the_method(
    method: str, error: Exception
) -> None:
    network = Network(away={"10.0.0.3": error})
    async with client_of(network) as client:
        answers = [await client.request(method, "/", content=b"body") for _ in range(9)]
    assert [(answer.status_code, answer.content) for answer in answers] == [(200, b"body")] * 9
    # Each failure asks the name server again: it may know better by now.
    assert network.lookups == 1 + network.hosts.count("10.0.0.3") > 1


async def test_a_broken_connection_is_not_hidden_since_the_request_may_have_arrived() -> None:
    network = Network(away=dict.fromkeys(THREE, httpx.ReadError("closed")))
    async with client_of(network) as client:
        with pytest.raises(httpx.ReadError):
            await client.post("/internal/auth/register")
    assert len(network.asked) == 1


async def test_when_all_are_away_each_is_asked_once() -> None:
    network = Network(away=dict.fromkeys(THREE, httpx.ConnectError("refused")))
    async with client_of(network) as client:
        with pytest.raises(httpx.ConnectError, match="refused"):
            await client.get("/healthz")
    assert sorted(network.hosts) == list(THREE)


async def test_an_only_address_that_has_moved_is_found_in_the_same_request() -> None:
    network = Network(addresses=["10.0.0.2"])
    async with client_of(network) as client:
        await client.get("/healthz")
        network.away["10.0.0.2"] = httpx.ConnectError("gone")
        network.addresses = ["10.0.0.9"]
        assert (await client.get("/healthz")).status_code == 200
    assert network.hosts == ["10.0.0.2", "10.0.0.2", "10.0.0.9"]


async def test_a_new_replica_is_found_after_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    network = Network(addresses=THREE[:1])
    async with client_of(network) as client:
        await client.get("/healthz")
        network.addresses = THREE
        await client.get("/healthz")
        assert set(network.hosts) == {"10.0.0.2"}
        now = spreading.time.monotonic() + 1
        monkeypatch.setattr(spreading.time, "monotonic", lambda: now)
        for _ in range(3):
            await client.get("/healthz")
    assert set(network.hosts) == set(THREE)
    assert network.lookups == 2


async def test_others_do_not_wait_for_the_lookup(monkeypatch: pytest.MonkeyPatch) -> None:
    network = Network()
    begun, released = asyncio.Event(), asyncio.Event()

    async def slow(host: str, port: int) -> Sequence[str]:
        addresses = await network.resolve(host, port)
        if network.lookups > 1:
            begun.set()
            await released.wait()
        return addresses

    async with create_client(load_settings(ENVIRONMENT), SpreadingTransport(network, slow)) as client:
        await client.get("/healthz")
        now = spreading.time.monotonic() + 1
        monkeypatch.setattr(spreading.time, "monotonic", lambda: now)
        looking = asyncio.create_task(client.get("/healthz"))
        await begun.wait()
        assert (await client.get("/healthz")).status_code == 200
        assert not looking.done()
        released.set()
        await looking
    assert network.lookups == 2


@pytest.mark.parametrize(("addresses", "seconds"), [(THREE[:1], 3), (THREE, spreading.CONNECT_SECONDS)])
async def test_waits_long_for_an_only_address_and_briefly_where_there_are_others(
    addresses: Sequence[str], seconds: float
) -> None:
    network = Network(addresses=addresses)
    async with client_of(network) as client:
        await client.get("/healthz")
    assert network.asked[0].extensions["timeout"] == {"connect": seconds, "read": 8, "write": 8, "pool": 3}


@pytest.mark.parametrize(
    ("network", "error"),
    [
        (Network(nameless=socket.gaierror("no such name")), httpx.ConnectError),
        (Network(nameless=TimeoutError()), httpx.ConnectTimeout),
        (Network(addresses=()), httpx.ConnectError),
    ],
)
async def test_without_a_name_it_fails_as_a_connection_does(network: Network, error: type[Exception]) -> None:
    async with client_of(network) as client:
        with pytest.raises(error):
            await client.get("/healthz")
        network.nameless, network.addresses = None, THREE
        assert (await client.get("/healthz")).status_code == 200


async def test_the_name_server_is_asked_for_addresses_of_one_kind() -> None:
    assert list(await addresses_of("localhost", 80)) == ["127.0.0.1"]
    assert list(await addresses_of("::1", 80)) == ["::1"]


async def test_an_address_of_ipv6_stands_in_brackets() -> None:
    network = Network(addresses=["fd00::2"])
    async with client_of(network) as client:
        await client.get("/healthz")
    assert str(network.asked[0].url) == "http://[fd00::2]:8001/healthz"
