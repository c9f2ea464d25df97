"""Numbers for Prometheus, counted over all workers; only where PROMETHEUS_MULTIPROC_DIR names a directory.

Each process writes files of its own there, and /metrics adds them up. What a worker has counted outlives it:
its files are added to those of "process 0" and removed, so that their number is bounded.
"""

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.exceptions import MiddlewareNotUsed
from django.db.backends.signals import connection_created
from django.http import HttpRequest, HttpResponse

from project import env

DIRECTORY = "PROMETHEUS_MULTIPROC_DIR"
PATH = "/metrics"
NOBODY = "0"
# Seconds.
LATENCIES = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})

GetResponse = Callable[[HttpRequest], HttpResponse]


def directory() -> Path | None:
    name = env.text(DIRECTORY)
    return Path(name) if name else None


def measured(get_response: GetResponse) -> GetResponse:
    """Counts and times every request, and answers /metrics. Nothing routes to that address from outside."""
    place = directory()
    if place is None:
        raise MiddlewareNotUsed
    metrics = Metrics(place)
    connection_created.connect(metrics.connected, weak=False, dispatch_uid="project.metrics")

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path_info == PATH:
            return metrics.page()
        if request.path_info == "/healthz":
            # The probe of the container itself would drown the rest.
            return get_response(request)
        started = time.perf_counter()
        with metrics.active.track_inprogress():
            response = get_response(request)
        metrics.answered(request, response, time.perf_counter() - started)
        return response

    return middleware


class Metrics:
    def __init__(self, place: Path) -> None:
        # Only here: the package is installed where the option is on.
        from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

        place.mkdir(parents=True, exist_ok=True)
        self._place = place
        registry = CollectorRegistry()
        self.requests = Counter("http_requests", "Requests answered", ["method", "route", "status"], registry=registry)
        self.seconds = Histogram(
            "http_request_duration_seconds",
            "Time until the answer was made",
            ["method", "route"],
            buckets=LATENCIES,
            registry=registry,
        )
        self.active = Gauge(
            "http_requests_in_progress", "Requests not answered yet", multiprocess_mode="livesum", registry=registry
        )
        self.connections = Counter("db_connections_opened", "Connections made to the database", registry=registry)

    def connected(self, **_signal: object) -> None:
        self.connections.inc()

    def answered(self, request: HttpRequest, response: HttpResponse, seconds: float) -> None:
        method = request.method if request.method in METHODS else "OTHER"
        # The template, such as internal/users/me: paths would make a series for each address that somebody tries.
        match = request.resolver_match
        route = match.route if match else "unmatched"
        self.requests.labels(method, route, str(response.status_code)).inc()
        self.seconds.labels(method, route).observe(seconds)

    def page(self) -> HttpResponse:
        """The numbers of all processes in Prometheus's text format."""
        from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
        from prometheus_client.multiprocess import MultiProcessCollector

        registry = CollectorRegistry()
        MultiProcessCollector(registry, path=str(self._place))
        with _alone(self._place):
            text = generate_latest(registry)
        return HttpResponse(text, content_type=CONTENT_TYPE_LATEST, headers={"Cache-Control": "no-store"})


def adopt_dead_workers(place: Path) -> None:
    """Adds what ended processes have counted to the files of process 0. Called when a worker has ended."""
    with _alone(place):
        for file in sorted(place.glob("*.db")):
            kind, _, pid = file.stem.rpartition("_")
            if pid == NOBODY or _is_alive(int(pid)):
                continue
            if kind in ("counter", "histogram"):
                _add(file, place / f"{kind}_{NOBODY}.db")
            file.unlink()


def _add(file: Path, total: Path) -> None:
    from prometheus_client.mmap_dict import MmapedDict

    sums = MmapedDict(str(total))
    for key, value, timestamp, _ in MmapedDict.read_all_values_from_file(str(file)):
        sums.write_value(key, sums.read_value(key)[0] + value, timestamp)
    sums.close()


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@contextmanager
def _alone(place: Path) -> Iterator[None]:
    """Nobody reads while files move from one name to another: a counter that goes back looks like a restart."""
    with (place / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
