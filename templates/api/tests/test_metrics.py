"""What /metrics says: of all workers, by route, and nothing that a visitor chose."""

import multiprocessing
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from prometheus_client import values
from prometheus_client.mmap_dict import MmapedDict
from prometheus_client.parser import text_string_to_metric_families

from app.application import create_app, lifespan
from app.core import metrics
from app.core.config import load_settings
from tests.conftest import ENVIRONMENT, ORIGIN, FakeDjango

pytestmark = pytest.mark.anyio


@pytest.fixture
def directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """prometheus_client decides at its import whether processes share files; the image sets that variable first."""
    opened: list[MmapedDict] = []

    class Closing(MmapedDict):
        def __init__(self, name: str) -> None:
            super().__init__(name)
            opened.append(self)

    monkeypatch.setattr(values, "MmapedDict", Closing)
    monkeypatch.setattr(values, "ValueClass", values.MultiProcessValue())
    monkeypatch.setenv(metrics.DIRECTORY, str(tmp_path))
    yield tmp_path
    for file in opened:
        file.close()


@pytest.fixture
async def measured(directory: Path, django: FakeDjango) -> AsyncIterator[FastAPI]:
    database = {"DB_HOST": "127.0.0.1", "DB_PORT": "1", "DB_PASSWORD": "not-used-by-anyone"}
    application = create_app(load_settings(ENVIRONMENT | database), httpx.MockTransport(django.handle))
    async with lifespan(application):
        yield application


def page_of(directory: Path) -> str:
    return metrics.Metrics(directory).page()[0].decode()


def client_of(application: FastAPI) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(application, client=("203.0.113.9", 4711), raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url=ORIGIN)


def samples(text: str) -> dict[tuple[str, ...], float]:
    found = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            labels = [sample.labels[name] for name in ("method", "route", "status", "state") if name in sample.labels]
            if "le" not in sample.labels:
                found[(sample.name, *labels)] = sample.value
    return found


async def test_requests_are_counted_by_route_and_status(measured: FastAPI) -> None:
    async with client_of(measured) as http:
        await http.get("/api/health")
        await http.get("/api/health")
        await http.get("/api/nobody-knows-this")
        await http.request("BREW", "/api/health")
        await http.get("/health")
        answer = await http.get("/metrics")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/plain")
    found = samples(answer.text)
    assert found["http_requests_total", "GET", "/api/health", "200"] == 2
    assert found["http_requests_total", "GET", "unmatched", "404"] == 1
    assert found["http_requests_total", "OTHER", "/api/health", "405"] == 1
    assert found["http_request_duration_seconds_count", "GET", "/api/health"] == 2
    assert found[("http_requests_in_progress",)] == 0
    assert found["db_pool_connections", "waiting"] == 0
    assert "nobody-knows" not in answer.text
    assert '"/health"' not in answer.text


async def test_a_crash_is_counted_as_500(measured: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object) -> None:
        raise ValueError("no")

    monkeypatch.setattr("app.routes.auth.end_session_headers", crash)
    async with client_of(measured) as http:
        assert (await http.post("/api/auth/logout")).status_code == 500
        assert '"POST",route="/api/auth/logout",status="500"' in (await http.get("/metrics")).text.replace(" ", "")


async def test_without_the_option_there_is_no_such_address(client: httpx.AsyncClient) -> None:
    assert (await client.get("/metrics")).status_code == 404


def _count_elsewhere(directory: str) -> None:
    counted = metrics.Metrics(Path(directory))
    counted.active.inc()
    for _ in range(3):
        counted.answered("GET", "/api/health", 200, 0.01)


def test_what_a_worker_counted_outlives_it_in_files_whose_number_is_bounded(directory: Path) -> None:
    for _ in range(3):
        worker = multiprocessing.get_context("spawn").Process(target=_count_elsewhere, args=(str(directory),))
        worker.start()
        worker.join()
        metrics.adopt_dead_workers(directory)
    assert sorted(file.name for file in directory.glob("*.db")) == ["counter_0.db", "histogram_0.db"]
    found = samples(page_of(directory))
    assert found["http_requests_total", "GET", "/api/health", "200"] == 9
    assert found["http_request_duration_seconds_count", "GET", "/api/health"] == 9
