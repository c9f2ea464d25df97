"""S7, C3: only directly connected networks may say who the client is."""

from pathlib import Path

import pytest

from app.core.networks import client_address, connected_networks, rate_limit_key

ROUTES = """Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\tMTU\tWindow\tIRTT
eth0\t00000000\t010012AC\t0003\t0\t0\t0\t00000000\t0\t0\t0
eth0\t000012AC\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0
eth0\t0000000A\t010012AC\t0003\t0\t0\t0\t000000FF\t0\t0\t0
"""
ZERO = "0" * 32
ROUTES6 = f"""fd000000000000000000000000000000 40 {ZERO} 00 {ZERO} 00000100 00000001 00000000 00000001 eth0
{ZERO} 00 {ZERO} 00 fd000000000000000000000000000001 00000400 00000001 00000000 00000003 eth0
{ZERO} 00 {ZERO} 00 {ZERO} ffffffff 00000001 00000000 00200200 lo
ff000000000000000000000000000000 08 {ZERO} 00 {ZERO} 00000100 00000001 00000000 00000001 eth0
"""


def test_c3_networks_come_from_the_routing_tables(tmp_path: Path) -> None:
    ipv4, ipv6 = tmp_path / "route", tmp_path / "ipv6_route"
    ipv4.write_text(ROUTES)
    ipv6.write_text(ROUTES6)
    assert connected_networks(ipv4, ipv6) == ["127.0.0.0/8", "172.18.0.0/16", "::1/128", "fd00::/64"]


def test_c3_without_routing_tables_only_loopback_is_trusted(tmp_path: Path) -> None:
    assert connected_networks(tmp_path / "none", tmp_path / "none") == ["127.0.0.0/8", "::1/128"]


@pytest.mark.parametrize(
    ("host", "key"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("forged, text", "unknown"),
        ("", "unknown"),
        (None, "unknown"),
    ],
)
def test_s7_a_subscriber_is_one_key(host: str | None, key: str) -> None:
    assert rate_limit_key(host) == key


def test_an_address_is_an_address() -> None:
    assert str(client_address("203.0.113.9")) == "203.0.113.9"
    assert client_address("nobody") is None
