"""The real API in this process, against the real Django in one of its own, as gunicorn serves it.

Run it in the folder api, with what both need installed:

    pip install --require-hashes -r requirements-dev.txt -r ../django/requirements.txt
    python -m pytest contract

With TEST_DATABASE_URL (postgres://user:password@host:port/database, a user who may create databases) Django gets a
database of its own there for the time of the tests; without, a file of SQLite.
"""

import http.client
import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import httpx
import psycopg
import pytest
from psycopg import sql

from app.application import create_app, lifespan
from app.core.config import load_settings

DJANGO = Path(__file__).resolve().parents[2] / "django"
ORIGIN = "https://app.example.org"
TOKEN = secrets.token_urlsafe(48)
START_SECONDS = 60

# An API as a browser at this address sees it.
OpenApi = Callable[..., AbstractAsyncContextManager[httpx.AsyncClient]]


@dataclass(frozen=True)
class RunningDjango:
    url: str
    log: Path


@contextmanager
def _database(folder: Path) -> Iterator[str]:
    server = os.environ.get("TEST_DATABASE_URL", "").strip()
    if not server:
        yield f"sqlite:///{folder / 'contract.sqlite3'}"
        return
    name = f"contract_{secrets.token_hex(4)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _environment(database: str, port: int) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "PYTHONDONTWRITEBYTECODE": "1",
        "DJANGO_SETTINGS_MODULE": "project.settings.production",
        "DJANGO_SECRET_KEY": secrets.token_urlsafe(48),
        "DJANGO_ALLOWED_HOSTS": "app.example.org",
        "DJANGO_DATABASE_URL": database,
        "DJANGO_PORT": str(port),
        "DJANGO_WORKERS": "2",
        "INTERNAL_API_TOKEN": TOKEN,
        "PUBLIC_ORIGIN": ORIGIN,
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


@pytest.fixture(scope="session")
def django(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDjango]:
    folder = tmp_path_factory.mktemp("django")
    log = folder / "django.log"
    port = _free_port()
    with _database(folder) as database, log.open("w") as output:
        environment = _environment(database, port)
        subprocess.run([sys.executable, "manage.py", "prepare"], cwd=DJANGO, env=environment, check=True)
        with subprocess.Popen(
            [sys.executable, "-m", "gunicorn"], cwd=DJANGO, env=environment, stdout=output, stderr=output
        ) as server:
            try:
                end = time.monotonic() + START_SECONDS
                while not _answers(port):
                    assert server.poll() is None, log.read_text()
                    assert time.monotonic() < end, log.read_text()
                    time.sleep(0.2)
                yield RunningDjango(f"http://127.0.0.1:{port}", log)
            finally:
                server.terminate()
                server.wait(15)


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def open_api(django: RunningDjango) -> OpenApi:
    @asynccontextmanager
    async def opened(address: str = "203.0.113.9", **changes: str) -> AsyncIterator[httpx.AsyncClient]:
        environment = {
            "ENV": "production",
            "JWT_SECRET": secrets.token_urlsafe(48),
            "INTERNAL_API_TOKEN": TOKEN,
            "PUBLIC_ORIGIN": ORIGIN,
            "DJANGO_SERVICE_URL": django.url,
            "RATE_LIMIT_MAX_REQUESTS": "10000",
        }
        app = create_app(load_settings(environment | changes))
        transport = httpx.ASGITransport(app, client=(address, 4711))
        async with lifespan(app), httpx.AsyncClient(transport=transport, base_url=ORIGIN) as client:
            yield client

    return opened


@pytest.fixture
async def api(open_api: OpenApi) -> AsyncIterator[httpx.AsyncClient]:
    async with open_api() as client:
        yield client
