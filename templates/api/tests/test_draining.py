"""C3: what happens to open connections when a worker stops."""

import http.client
import time
from collections.abc import Iterator
from threading import Thread

import pytest
import uvicorn

from app.core import draining
from app.core.draining import DrainingProtocol


async def answers(scope: dict, receive: object, send: object) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"ok"})


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[uvicorn.Server]:
    monkeypatch.setattr(draining, "DRAIN_SECONDS", 1.0)
    options = {"http": DrainingProtocol, "lifespan": "off", "ws": "none", "log_config": None}
    config = uvicorn.Config(answers, host="127.0.0.1", port=0, timeout_graceful_shutdown=5, **options)
    running = uvicorn.Server(config)
    thread = Thread(target=running.run)
    thread.start()
    while not running.started:
        time.sleep(0.01)
    yield running
    running.should_exit = True
    thread.join()


def connected(server: uvicorn.Server) -> http.client.HTTPConnection:
    """A connection that has been used, and is idle now."""
    port = server.servers[0].sockets[0].getsockname()[1]
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    assert asked(connection) == (200, None)
    return connection


def asked(connection: http.client.HTTPConnection) -> tuple[int, str | None]:
    connection.request("POST", "/", body=b"{}")
    answer = connection.getresponse()
    answer.read()
    return answer.status, answer.getheader("Connection")


def told_to_stop(server: uvicorn.Server) -> None:
    server.should_exit = True
    while server.servers[0].is_serving():
        time.sleep(0.01)


def test_c3_a_request_on_an_idle_connection_is_answered_and_the_connection_closed(server: uvicorn.Server) -> None:
    connection = connected(server)
    told_to_stop(server)
    assert asked(connection) == (200, "close")


def test_c3_a_connection_that_stays_idle_is_closed_in_the_end(server: uvicorn.Server) -> None:
    connection = connected(server)
    told_to_stop(server)
    assert connection.sock.recv(1) == b""
    connection.close()
