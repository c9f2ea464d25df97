"""C3, C7: which address a client counts as, behind Traefik and behind proxies in front of it."""

import httpx
import pytest

from app.application import create_app, lifespan
from app.core.config import SettingsError, load_settings
from tests.conftest import ENVIRONMENT, LOGIN, ORIGIN, FakeDjango

pytestmark = pytest.mark.anyio

NEIGHBOUR = "127.0.0.5"
STRANGER = "203.0.113.9"


async def seen_by_django(peer: str, proxies: str, *forwarded: str) -> str:
    django = FakeDjango()
    settings = load_settings(ENVIRONMENT | {"TRUSTED_PROXIES": proxies})
    app = create_app(settings, httpx.MockTransport(django.handle))
    headers = [("X-Forwarded-For", line) for line in forwarded]
    transport = httpx.ASGITransport(app, client=(peer, 4711))
    client = httpx.AsyncClient(transport=transport, base_url=ORIGIN, headers=headers)
    async with lifespan(app), client as http:
        await http.post("/api/auth/login", json=LOGIN)
    return django.requests[0].headers["X-Client-IP"]


@pytest.mark.parametrize(
    ("proxies", "forwarded", "client"),
    [
        ("", ["198.51.100.7"], "198.51.100.7"),
        ("", ["1.1.1.1, 198.51.100.7"], "198.51.100.7"),
        ("10.0.0.0/8", ["1.1.1.1, 198.51.100.7, 10.1.1.1"], "198.51.100.7"),
        ("10.0.0.0/8", ["1.1.1.1, 198.51.100.7, 10.1.1.1, 10.2.2.2"], "198.51.100.7"),
        ("10.0.0.0/8", ["1.1.1.1, 198.51.100.7", "10.1.1.1"], "198.51.100.7"),
        ("10.0.0.0/8", ["1.1.1.1, 127.0.0.1, 10.1.1.1"], "127.0.0.1"),
        ("10.0.0.0/8, 2001:db8::/32", ["1.1.1.1, 2a00::9, 2001:db8::1"], "2a00::9"),
        ("10.0.0.0/8", ["10.1.1.1, 10.2.2.2"], "10.1.1.1"),
        ("10.0.0.0/8", [], NEIGHBOUR),
    ],
)
async def test_it_is_the_last_one_that_is_no_proxy(proxies: str, forwarded: list[str], client: str) -> None:
    assert await seen_by_django(NEIGHBOUR, proxies, *forwarded) == client


async def test_strangers_cannot_choose_it() -> None:
    assert await seen_by_django(STRANGER, "10.0.0.0/8", "198.51.100.7") == STRANGER


def test_proxies_that_are_no_addresses_stop_the_start() -> None:
    with pytest.raises(SettingsError, match="TRUSTED_PROXIES must be addresses"):
        load_settings(ENVIRONMENT | {"TRUSTED_PROXIES": "10.0.0.0/8,proxy"})
