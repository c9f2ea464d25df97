"""Finds the client behind Traefik, and behind the proxies in front of it."""

from collections.abc import Sequence
from ipaddress import IPv4Network, IPv6Network, ip_network

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from app.core.networks import client_address, connected_networks, forwarded_client


class ForwardedMiddleware:
    """Only a neighbour in the stack's networks is believed; uvicorn's own would also pass over clients in them."""

    def __init__(self, app: ASGIApp, proxies: Sequence[IPv4Network | IPv6Network] = ()) -> None:
        self._app = app
        self._proxies = proxies
        self._neighbours = [ip_network(network) for network in connected_networks()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and self._is_neighbour(scope):
            headers = Headers(scope=scope)
            forwarded = ",".join(headers.getlist("x-forwarded-for"))
            if client := forwarded_client(forwarded, self._proxies):
                scope = scope | {"client": (client, 0)}
            if headers.get("x-forwarded-proto") in ("http", "https"):
                scope = scope | {"scheme": headers["x-forwarded-proto"]}
        await self._app(scope, receive, send)

    def _is_neighbour(self, scope: Scope) -> bool:
        address = client_address(scope["client"][0] if scope.get("client") else None)
        return address is not None and any(address in network for network in self._neighbours)
