"""Requests spread over every address of a name: one for each replica, and Docker's name server tells them all."""

import asyncio
import itertools
import os
import socket
import time
from collections.abc import Awaitable, Callable, Sequence

import httpx

# How long a replica that has just started may wait for its first request.
LOOKUP_SECONDS = 1.0
# A replica that has just gone may swallow the attempt; where there are others, they are asked soon.
CONNECT_SECONDS = 1.0

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]


async def addresses_of(host: str, port: int) -> Sequence[str]:
    """All addresses of a name, in an order that does not change; those of IPv6 only where there are no others."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    # On a network of both kinds each replica has one of each, and listens on the first.
    by_family = {family: sorted({other[4][0] for other in found if other[0] == family}) for family, *_ in found}
    return by_family.get(socket.AF_INET) or by_family.get(socket.AF_INET6, [])


class SpreadingTransport(httpx.AsyncBaseTransport):
    """Goes round the addresses of the one name that its client asks, a step for each request.

    Left to itself, a pool goes on with the connections that it has, and the resolver sorts the addresses, so that
    each process would stay with one replica. An address that refuses is passed over at once: nothing of the request
    has been sent by then.
    """

    def __init__(self, inner: httpx.AsyncBaseTransport, resolve: Resolve = addresses_of) -> None:
        self._inner = inner
        self._resolve = resolve
        self._addresses: Sequence[str] = ()
        self._expires = 0.0
        # Processes do not begin with the same one.
        self._turn = itertools.count(os.getpid())

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        refused: dict[str, Exception] = {}
        while True:
            addresses = await self._known(request)
            left = [address for address in addresses if address not in refused]
            if not left:
                raise next(reversed(refused.values()), httpx.ConnectError("the name has no address", request=request))
            address = left[next(self._turn) % len(left)]
            try:
                return await self._inner.handle_async_request(_sent_to(address, request, patient=len(left) == 1))
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                refused[address] = error
                self._expires = 0.0

    async def _known(self, request: httpx.Request) -> Sequence[str]:
        if self._addresses and time.monotonic() < self._expires:
            return self._addresses
        # Whoever comes meanwhile goes on with what is known.
        self._expires = time.monotonic() + LOOKUP_SECONDS
        url = request.url
        try:
            async with asyncio.timeout(_timeouts(request).get("connect")):
                self._addresses = await self._resolve(url.host, url.port or (443 if url.scheme == "https" else 80))
        except TimeoutError as error:
            self._expires = 0.0
            raise httpx.ConnectTimeout("the name server does not answer", request=request) from error
        except OSError as error:
            self._addresses = ()
            raise httpx.ConnectError(f"the name is not known: {error}", request=request) from error
        self._expires = time.monotonic() + LOOKUP_SECONDS
        return self._addresses

    async def aclose(self) -> None:
        await self._inner.aclose()


def _timeouts(request: httpx.Request) -> dict[str, float | None]:
    return request.extensions.get("timeout", {})


def _sent_to(address: str, request: httpx.Request, *, patient: bool) -> httpx.Request:
    """The same request to an address instead of the name; its headers, Host among them, are written already."""
    timeouts = _timeouts(request)
    connect = timeouts.get("connect")
    if not patient and (connect is None or connect > CONNECT_SECONDS):
        timeouts = timeouts | {"connect": CONNECT_SECONDS}
    extensions = request.extensions | {"timeout": timeouts, "sni_hostname": request.url.host}
    url = request.url.copy_with(host=address)
    return httpx.Request(request.method, url, headers=request.headers, stream=request.stream, extensions=extensions)
