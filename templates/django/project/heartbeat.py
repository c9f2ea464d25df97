"""A file that worker and beat touch from the very loop that does their work; the health check asks for its age."""

from pathlib import Path
from typing import Any

from celery import bootsteps
from celery.beat import PersistentScheduler

FILE = Path("/tmp/heartbeat")  # noqa: S108 (memory, of this container alone)
SECONDS = 5


class Heartbeat(bootsteps.StartStopStep):
    """Part of the worker. Its loop stands still while the queue is away, and the worker is unhealthy then."""

    requires = ("celery.worker.components:Timer",)

    def __init__(self, parent: Any, **options: Any) -> None:
        super().__init__(parent, **options)
        self.timer: Any = None

    def start(self, parent: Any) -> None:
        FILE.touch()
        self.timer = parent.timer.call_repeatedly(SECONDS, FILE.touch)

    def stop(self, parent: Any) -> None:
        if self.timer:
            self.timer.cancel()
        FILE.unlink(missing_ok=True)


class Scheduler(PersistentScheduler):
    """Beat's timetable. It is kept in memory: after a restart every interval begins anew."""

    def tick(self, *args: Any, **kwargs: Any) -> float:
        FILE.touch()
        return super().tick(*args, **kwargs)
