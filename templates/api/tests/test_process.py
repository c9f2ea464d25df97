"""C1, C3: how the process starts and how it is asked for its health."""

import json
import logging
import os
import signal
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from types import SimpleNamespace

import pytest

import healthcheck
import main
from app.core.config import STATE_DIRECTORY, load_settings
from app.core.draining import DrainingProtocol
from app.core.logs import JsonFormatter, request_id
from tests.conftest import ENVIRONMENT


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[dict]]:
    calls: list[dict] = []

    class FakeConfig:
        def __init__(self, application: str, **options: object) -> None:
            calls.append({"application": application, "directory": os.environ[STATE_DIRECTORY]} | options)

        def bind_socket(self) -> None:
            """Nothing is opened."""

    class FakeSupervisor:
        def __init__(self, _config: FakeConfig, sockets: list, target: object = None) -> None:
            assert len(sockets) == 1

        def run(self) -> None:
            """Nothing is started."""

    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv(STATE_DIRECTORY, "")
    monkeypatch.setattr(main.uvicorn, "Config", FakeConfig)
    monkeypatch.setattr(main, "Supervisor", FakeSupervisor)
    monkeypatch.setattr(main, "ChangeReload", FakeSupervisor)
    monkeypatch.setattr(main.uvicorn, "Server", lambda config: SimpleNamespace(run=config))
    before = signal.getsignal(signal.SIGTERM)
    yield calls
    signal.signal(signal.SIGTERM, before)


def test_c3_port_and_workers_come_from_the_environment(started: list[dict], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FASTAPI_PORT", "9000")
    monkeypatch.setenv("FASTAPI_WORKERS", "3")
    assert main.main() == 0
    (call,) = started
    assert (call["port"], call["workers"], call["server_header"]) == (9000, 3, False)
    assert call["timeout_graceful_shutdown"] < 10
    assert (call["proxy_headers"], "forwarded_allow_ips" in call) == (False, False)
    assert call["http"] is DrainingProtocol
    assert not os.path.exists(call["directory"])  # noqa: PTH110


def test_workers_share_the_secret_made_up_for_development(started: list[dict], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENV", "development")
    monkeypatch.setenv("JWT_SECRET", "")
    assert main.main() == 0
    assert len(os.environ["JWT_SECRET"]) >= 32


def test_it_reloads_while_developing(started: list[dict], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENV", "development")
    assert main.main(["--reload"]) == 0
    (call,) = started
    assert (call["reload"], call["reload_dirs"], call["workers"]) == (True, ["app"], 1)


def test_it_never_reloads_in_production(started: list[dict], capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["--reload"]) == 1
    assert "--reload is for ENV=development" in capsys.readouterr().err
    assert started == []


def test_c3_a_lone_worker_is_not_recycled() -> None:
    options = main.server_options(load_settings(ENVIRONMENT | {"FASTAPI_WORKERS": "1"}))
    assert options["limit_max_requests"] is None


def test_s14_the_refusal_names_the_variable(
    started: list[dict], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("JWT_SECRET", "")
    assert main.main() == 1
    assert "Refusing to start: JWT_SECRET is empty" in capsys.readouterr().err
    assert started == []


def test_s11_the_stop_signal_ends_the_process_with_status_0(started: list[dict]) -> None:
    main.main()
    with pytest.raises(SystemExit) as ended:
        signal.raise_signal(signal.SIGTERM)
    assert ended.value.code == 0


def test_s11_the_port_is_closed_before_the_workers_finish(monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    supervisor = object.__new__(main.Supervisor)
    supervisor.sockets = [SimpleNamespace(close=lambda: order.append("closed"))]
    monkeypatch.setattr(main.Multiprocess, "terminate_all", lambda _: order.append("told"))
    supervisor.terminate_all()
    assert order == ["closed", "told"]


@pytest.mark.parametrize(("status", "code"), [(200, 0), (503, 1)])
def test_c1_the_health_check_asks_the_service(monkeypatch: pytest.MonkeyPatch, status: int, code: int) -> None:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status if self.path == "/health" else 404)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Quiet."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.handle_request)
        thread.start()
        monkeypatch.setenv("FASTAPI_PORT", str(server.server_port))
        assert healthcheck.main() == code
        thread.join()


def test_c1_nothing_listening_is_unhealthy(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("FASTAPI_PORT", "1")
    assert healthcheck.main() == 1
    assert "unhealthy" in capsys.readouterr().err


def test_a_log_line_is_one_json_object_with_the_request_id() -> None:
    try:
        raise ValueError("first\nsecond")
    except ValueError:
        record = logging.LogRecord("app", logging.ERROR, "f", 1, "a %s", ("b\nc",), sys.exc_info())
    held = request_id.set("trace-1")
    line = JsonFormatter().format(record)
    request_id.reset(held)
    assert "\n" not in line
    entry = json.loads(line)
    assert (entry["level"], entry["message"], entry["request_id"]) == ("error", "a b\nc", "trace-1")
    assert "ValueError" in entry["exception"]
