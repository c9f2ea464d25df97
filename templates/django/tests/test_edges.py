"""S6, S8, C1, C3, C9: who gets in, and what every answer carries."""

import json
import logging
import runpy
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from unittest.mock import patch

import pytest
from django.test import Client

import healthcheck
from project import networks
from project.logs import ExpectedRefusals, JsonFormatter, request_id
from tests.conftest import InternalClient


def test_c9_health_answers_any_host_over_http_without_token_or_database() -> None:
    response = Client().get("/healthz", headers={"Host": "127.0.0.1:8001"})
    assert (response.status_code, response.json()) == (200, {"status": "ok", "service": "django"})


@pytest.mark.parametrize("token", ["", "wrong", "ü"])
@pytest.mark.parametrize("path", ["/internal/users/me", "/internal/auth/login", "/internal/unknown", "/internal"])
def test_s6_internal_asks_for_the_token(token: str, path: str) -> None:
    for response in (InternalClient(token).get(path), InternalClient(token).post(path, {})):
        assert response.status_code == 403
        assert response.json() == {"detail": "The service token is missing or wrong.", "code": "forbidden"}


@pytest.mark.parametrize("path", ["/", "/api/users/me", "/internalx", "/static/admin/css/base.css"])
def test_s6_everything_else_is_a_json_404(browser: Client, path: str) -> None:
    response = browser.get(path)
    assert (response.status_code, response.json()["code"]) == (404, "not_found")


def test_s6_an_unknown_internal_route_is_a_json_404(internal: InternalClient) -> None:
    assert internal.get("/internal/unknown").json()["code"] == "not_found"


def test_c9_plain_http_is_redirected_except_for_internal_calls(internal: InternalClient) -> None:
    response = Client().get("/admin/", headers={"Host": "app.example.org"})
    assert (response.status_code, response["Location"]) == (301, "https://app.example.org/admin/")
    del internal.headers["X-Forwarded-Proto"]
    assert internal.get("/internal/unknown").status_code == 404


def test_c10_a_foreign_host_is_refused(browser: Client) -> None:
    response = browser.get("/", headers={"Host": "evil.example"})
    assert (response.status_code, response.json()["code"]) == (400, "bad_request")


def test_c3_forwarding_headers_of_strangers_are_dropped(browser: Client) -> None:
    with patch("project.middleware.is_connected", return_value=False):
        assert browser.get("/", headers={"X-Request-ID": "mine"}).status_code == 301


@pytest.mark.parametrize(
    ("proxies", "forwarded", "client"),
    [
        ("", "1.1.1.1, 198.51.100.7", "198.51.100.7"),
        ("10.0.0.0/8", "1.1.1.1, 198.51.100.7, 10.1.1.1, 10.2.2.2", "198.51.100.7"),
        ("10.0.0.0/8,2001:db8::/32", "1.1.1.1, 2a00::9, 2001:db8::1", "2a00::9"),
        ("10.0.0.0/8", "1.1.1.1, nonsense, 10.1.1.1", "nonsense"),
        ("10.0.0.0/8", "10.1.1.1", "10.1.1.1"),
        ("10.0.0.0/8", "", ""),
    ],
)
def test_c7_the_client_is_the_last_hop_that_is_no_proxy(proxies: str, forwarded: str, client: str) -> None:
    assert networks.forwarded_client(forwarded, networks.parsed_networks(proxies)) == client


@pytest.mark.django_db
def test_s8_hsts_is_left_to_the_edge_and_the_rest_agrees(browser: Client) -> None:
    response = browser.get("/admin/login/")
    assert "Strict-Transport-Security" not in response
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize(("claimed", "kept"), [("abc-123", True), ("a b", False), ("x" * 65, False)])
def test_s8_a_request_keeps_its_id(internal: InternalClient, claimed: str, kept: bool) -> None:
    answered = internal.get("/internal/unknown", X_Request_ID=claimed)["X-Request-ID"]
    assert (answered == claimed) is kept
    assert request_id.get() == ""


def test_logs_are_json_with_the_request_id() -> None:
    token = request_id.set("abc")
    try:
        raise ValueError("why")
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, "f", 1, "it %s", ("broke",), sys.exc_info())
    record.fields = {"status": 500}
    line = json.loads(JsonFormatter().format(record))
    request_id.reset(token)
    assert (line["level"], line["message"], line["request_id"], line["status"]) == ("error", "it broke", "abc", 500)
    assert "ValueError: why" in line["exception"]
    record.status_code = 404
    assert not ExpectedRefusals().filter(record)


def test_c3_connected_networks_are_read_from_the_kernels_tables(tmp_path: Path) -> None:
    ipv4, ipv6 = tmp_path / "route", tmp_path / "ipv6_route"
    ipv4.write_text(
        "Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\tMTU\n"
        "eth0\t00000000\t010012AC\t0003\t0\t0\t0\t00000000\t0\n"
        "eth0\t000012AC\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\n"
    )
    zero = "0" * 32
    ipv6.write_text(
        f"fd000000000000000000000000000000 40 {zero} 00 {zero} 00000100 00000001 00000000 00000001 eth0\n"
        f"ff000000000000000000000000000000 08 {zero} 00 {zero} 00000100 00000001 00000000 00000001 eth0\n"
        f"{zero} 00 {zero} 00 fd000000000000000000000000000001 00000400 00000001 00000000 00000003 eth0\n"
    )
    assert networks.connected_networks(ipv4, ipv6) == ["127.0.0.0/8", "172.18.0.0/16", "::1/128", "fd00::/64"]
    missing = tmp_path / "missing"
    assert networks.connected_networks(missing, missing) == ["127.0.0.0/8", "::1/128"]
    assert networks.is_connected("127.0.0.1")
    assert not networks.is_connected("not an address")


@pytest.mark.parametrize(
    ("address", "group"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2::3", "2001:db8:1:2::/64"),
        ("", "unknown"),
    ],
)
def test_s5_a_subscriber_is_one_client(address: str, group: str) -> None:
    assert networks.client_group(address) == group


class Fake(BaseHTTPRequestHandler):
    status = 200

    def do_GET(self) -> None:
        self.send_response(self.status if self.path == "/healthz" else 404)
        self.end_headers()

    def log_message(self, *_args: object) -> None:
        pass


@pytest.mark.parametrize(("status", "code"), [(200, 0), (503, 1)])
def test_c1_the_health_check_asks_the_server(status: int, code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Fake, "status", status)
    with HTTPServer(("127.0.0.1", 0), Fake) as server:
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        monkeypatch.setenv("DJANGO_PORT", str(server.server_port))
        with pytest.raises(SystemExit) as exited:
            runpy.run_path(healthcheck.__file__, run_name="__main__")
        thread.join()
    assert exited.value.code == code


def test_c1_nobody_listening_is_not_healthy() -> None:
    with HTTPServer(("127.0.0.1", 0), Fake) as server:
        port = server.server_port
    assert not healthcheck.is_healthy(port)
