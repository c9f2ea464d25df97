"""Whose X-Forwarded-For is believed, and which address a client counts as."""

import socket
import struct
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from pathlib import Path

IPV4_ROUTES = Path("/proc/net/route")
IPV6_ROUTES = Path("/proc/net/ipv6_route")
NO_GATEWAY_V4 = "00000000"
NO_GATEWAY_V6 = "0" * 32


def _lines(path: Path) -> list[list[str]]:
    try:
        return [line.split() for line in path.read_text(encoding="ascii").splitlines()]
    except OSError:
        return []


def _ipv4(field: str) -> str:
    return socket.inet_ntoa(struct.pack("=I", int(field, 16)))


def connected_networks(ipv4: Path = IPV4_ROUTES, ipv6: Path = IPV6_ROUTES) -> list[str]:
    """Networks this machine reaches without a gateway: in a container, the compose networks it joined.

    Formats: proc(5) for IPv4 (little-endian words), net/ipv6/route.c for IPv6.
    """
    found = {"127.0.0.0/8", "::1/128"}
    for fields in _lines(ipv4)[1:]:
        destination, gateway, mask = fields[1], fields[2], fields[7]
        if gateway == NO_GATEWAY_V4 and mask != NO_GATEWAY_V4:
            found.add(str(ip_network(f"{_ipv4(destination)}/{_ipv4(mask)}", strict=False)))
    for fields in _lines(ipv6):
        network = IPv6Network((int(fields[0], 16), int(fields[1], 16)), strict=False)
        if fields[4] == NO_GATEWAY_V6 and network.prefixlen and not network.is_multicast:
            found.add(str(network))
    return sorted(found)


def forwarded_client(forwarded: str, proxies: Sequence[IPv4Network | IPv6Network]) -> str:
    """The last hop of X-Forwarded-For that is none of the proxies in front; what stands before it may be forged."""
    hops = [hop.strip() for hop in forwarded.split(",") if hop.strip()]
    return next((hop for hop in reversed(hops) if not _is_within(hop, proxies)), hops[0] if hops else "")


def _is_within(hop: str, networks: Sequence[IPv4Network | IPv6Network]) -> bool:
    address = client_address(hop)
    return address is not None and any(address in network for network in networks)


def client_address(host: str | None) -> IPv4Address | IPv6Address | None:
    """The client's address as the proxy middleware left it; None when it is not an address."""
    try:
        address = ip_address((host or "").partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def rate_limit_key(host: str | None) -> str:
    """One key a subscriber: IPv6 users own a whole /64 and could change address at will."""
    address = client_address(host)
    if isinstance(address, IPv6Address):
        return str(IPv6Network((address, 64), strict=False))
    return str(address or "unknown")
