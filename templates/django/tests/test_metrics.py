"""What /metrics says: of all workers, by route, and nothing that a visitor chose."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpResponse
from django.test import Client
from prometheus_client import values
from prometheus_client.mmap_dict import MmapedDict
from prometheus_client.parser import text_string_to_metric_families

from project import metrics
from tests.conftest import InternalClient

COUNT_ELSEWHERE = """
import sys
from pathlib import Path
from types import SimpleNamespace
from project.metrics import Metrics
counted = Metrics(Path(sys.argv[1]))
counted.active.inc()
request = SimpleNamespace(method="GET", resolver_match=None)
for _ in range(3):
    counted.answered(request, SimpleNamespace(status_code=200), 0.01)
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
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
    metrics.connection_created.disconnect(dispatch_uid="project.metrics")
    for file in opened:
        file.close()


def samples(text: str) -> dict[tuple[str, ...], float]:
    found = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            labels = [sample.labels[name] for name in ("method", "route", "status") if name in sample.labels]
            if "le" not in sample.labels:
                found[(sample.name, *labels)] = sample.value
    return found


def page(client: Client) -> dict[tuple[str, ...], float]:
    return samples(client.get("/metrics", headers={"Host": "10.0.0.1"}).content.decode())


def test_requests_are_counted_by_route_and_status(place: Path, internal: InternalClient) -> None:
    internal.get("/internal/users/me")
    internal.get("/internal/nobody-knows-this")
    internal.client.generic("BREW", "/internal/users/me", headers=internal.headers)
    internal.get("/healthz")
    text = internal.client.get("/metrics", headers={"Host": "10.0.0.1"}).content.decode()
    found = samples(text)
    assert found["http_requests_total", "GET", "internal/users/me", "401"] == 1
    assert found["http_requests_total", "GET", "unmatched", "404"] == 1
    assert found["http_requests_total", "OTHER", "internal/users/me", "405"] == 1
    assert found["http_request_duration_seconds_count", "GET", "internal/users/me"] == 1
    assert found[("http_requests_in_progress",)] == 0
    assert "nobody-knows" not in text
    assert "healthz" not in text


def test_connections_to_the_database_are_counted(place: Path) -> None:
    client = Client()
    client.get("/healthz")
    metrics.connection_created.send(sender=object)
    assert page(client)[("db_connections_opened_total",)] == 1


def test_without_the_option_there_is_no_such_address(internal: InternalClient) -> None:
    assert internal.get("/metrics").status_code in {301, 404}
    with pytest.raises(MiddlewareNotUsed):
        metrics.measured(lambda _request: HttpResponse())


def test_what_a_worker_counted_outlives_it_in_files_whose_number_is_bounded(place: Path) -> None:
    for _ in range(3):
        subprocess.run(  # noqa: S603
            [sys.executable, "-c", COUNT_ELSEWHERE, str(place)], check=True, cwd=Path(metrics.__file__).parents[1]
        )
        metrics.adopt_dead_workers(place)
    assert sorted(file.name for file in place.glob("*.db")) == ["counter_0.db", "histogram_0.db"]
    found = samples(metrics.Metrics(place).page().content.decode())
    assert found["http_requests_total", "GET", "unmatched", "200"] == 9
    assert found["http_request_duration_seconds_count", "GET", "unmatched"] == 9
