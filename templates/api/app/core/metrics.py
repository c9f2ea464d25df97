"""Numbers for Prometheus, counted over all workers; only where PROMETHEUS_MULTIPROC_DIR names a directory.

Each process writes files of its own there, and /metrics adds them up. What a worker has counted outlives it:
its files are added to those of "process 0" and removed, so that their number is bounded.
"""

import os
from collections.abc import Mapping
from pathlib import Path

from app.core.alone import alone

DIRECTORY = "PROMETHEUS_MULTIPROC_DIR"
NOBODY = "0"
# Seconds.
LATENCIES = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
UNMATCHED = "unmatched"


def metrics_directory(environ: Mapping[str, str] = os.environ) -> Path | None:
    name = environ.get(DIRECTORY, "").strip()
    return Path(name) if name else None


class Metrics:
    """What every request adds to. Made once in each process, before its first request."""

    def __init__(self, directory: Path) -> None:
        # Only here: the package is installed where the option is on.
        from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram  # noqa: PLC0415

        self._directory = directory
        registry = CollectorRegistry()
        self.requests = Counter("http_requests", "Requests answered", ["method", "route", "status"], registry=registry)
        self.seconds = Histogram(
            "http_request_duration_seconds",
            "Time until the last byte of the answer",
            ["method", "route"],
            buckets=LATENCIES,
            registry=registry,
        )
        self.active = Gauge(
            "http_requests_in_progress", "Requests not answered yet", multiprocess_mode="livesum", registry=registry
        )
        self.pool = Gauge(
            "db_pool_connections",
            "Connections to the database; waiting: requests that want one",
            ["state"],
            multiprocess_mode="livesum",
            registry=registry,
        )

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        known = method if method in METHODS else "OTHER"
        self.requests.labels(known, route, str(status)).inc()
        self.seconds.labels(known, route).observe(seconds)

    def pooled(self, stats: Mapping[str, int]) -> None:
        """`stats` as psycopg_pool counts them in this process."""
        idle = stats.get("pool_available", 0)
        self.pool.labels("idle").set(idle)
        self.pool.labels("used").set(stats.get("pool_size", 0) - idle)
        self.pool.labels("waiting").set(stats.get("requests_waiting", 0))

    def page(self) -> tuple[bytes, str]:
        """The numbers of all processes in Prometheus's text format, and its content type."""
        from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest  # noqa: PLC0415
        from prometheus_client.multiprocess import MultiProcessCollector  # noqa: PLC0415

        registry = CollectorRegistry()
        MultiProcessCollector(registry, path=str(self._directory))
        # A counter that goes back, while files move from one name to another, would look like a restart.
        with alone(self._directory):
            return generate_latest(registry), CONTENT_TYPE_LATEST


def adopt_dead_workers(directory: Path) -> None:
    """Adds what ended processes have counted to the files of process 0. Called when a worker starts or has ended."""
    with alone(directory):
        for file in sorted(directory.glob("*.db")):
            kind, _, pid = file.stem.rpartition("_")
            if pid == NOBODY or _is_alive(int(pid)):
                continue
            if kind in ("counter", "histogram"):
                _add(file, directory / f"{kind}_{NOBODY}.db")
            file.unlink()


def _add(file: Path, total: Path) -> None:
    from prometheus_client.mmap_dict import MmapedDict  # noqa: PLC0415

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
