"""Whose forwarding headers are believed, and which address a client counts as."""

import socket
import struct
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from pathlib import Path

IPV4_ROUTES = Path("/proc/net/route")
IPV6_ROUTES = Path("/proc/net/ipv6_route")
LOOPBACK = ("127.0.0.0/8", "::1/128")
NO_GATEWAY_V6 = "0" * 32


def _rows(path: Path) -> list[list[str]]:
    try:
        return [line.split() for line in path.read_text(encoding="ascii").splitlines()]
    except OSError:
        return []


def _dotted(little_endian: str) -> str:
    return socket.inet_ntoa(struct.pack("=I", int(little_endian, 16)))


def connected_networks(ipv4: Path = IPV4_ROUTES, ipv6: Path = IPV6_ROUTES) -> list[str]:
    """Networks reached without a gateway: in a container, those that compose attached, and loopback.

    Formats: proc(5), /proc/net/route; the kernel's net/ipv6/route.c for /proc/net/ipv6_route.
    """
    found = set(LOOPBACK)
    for _interface, destination, gateway, _flags, _ref, _use, _metric, mask, *_ in _rows(ipv4)[1:]:
        if int(gateway, 16) == 0 and int(mask, 16) != 0:
            found.add(str(ip_network(f"{_dotted(destination)}/{_dotted(mask)}", strict=False)))
    for destination, prefix, _source, _source_prefix, gateway, *_ in _rows(ipv6):
        network = IPv6Network((int(destination, 16), int(prefix, 16)), strict=False)
        if gateway == NO_GATEWAY_V6 and network.prefixlen and not network.is_multicast:
            found.add(str(network))
    return sorted(found)


CONNECTED = [ip_network(network) for network in connected_networks()]


def is_connected(peer: str) -> bool:
    """Whether the peer is on a directly connected network, so a proxy or service of this stack."""
    try:
        address = ip_address(peer)
    except ValueError:
        return False
    return any(address in network for network in CONNECTED)


def parsed_networks(text: str) -> list[IPv4Network | IPv6Network]:
    """Addresses and ranges with commas. Raises ValueError on anything else."""
    return [ip_network(part.strip(), strict=False) for part in text.split(",") if part.strip()]


def forwarded_client(forwarded: str, proxies: list[IPv4Network | IPv6Network]) -> str:
    """The last hop of X-Forwarded-For that is none of the proxies in front; what stands before it may be forged."""
    hops = [hop.strip() for hop in forwarded.split(",") if hop.strip()]
    return next((hop for hop in reversed(hops) if not _is_within(hop, proxies)), hops[0] if hops else "")


def _is_within(hop: str, networks: list[IPv4Network | IPv6Network]) -> bool:
    try:
        address = ip_address(hop.partition("%")[0])
    except ValueError:
        return False
    return any(address in network for network in networks)


def client_group(address: str) -> str:
    """One key for one subscriber: whoever has an IPv6 address has a whole /64 of them."""
    try:
        parsed = ip_address(address.strip().partition("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(parsed, IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(IPv6Network((parsed, 64), strict=False))
    return str(parsed)
