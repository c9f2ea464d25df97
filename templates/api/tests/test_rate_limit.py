"""S7: workers count together, windows end, old rows go."""

import sqlite3
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from anyio import create_task_group, run, sleep

from app.core import hits
from app.core.alone import alone
from app.core.hits import PRUNE_EVERY, FileHitCounter

pytestmark = pytest.mark.anyio


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def workers(tmp_path: Path, clock: Clock) -> AsyncIterator[list[FileHitCounter]]:
    counters = [FileHitCounter(tmp_path / "hits.sqlite3", 60_000, clock) for _ in range(2)]
    yield counters
    for counter in counters:
        await counter.close()


async def test_s7_workers_share_their_counts(workers: list[FileHitCounter]) -> None:
    counts = [(await worker.hit("a"))[0] for worker in [*workers, *workers]]
    assert counts == [1, 2, 3, 4]
    assert (await workers[0].hit("b"))[0] == 1


async def test_s7_a_hit_waits_for_another_worker_that_has_the_file(workers: list[FileHitCounter]) -> None:
    other = workers[1]._database
    other.execute("BEGIN IMMEDIATE")
    async with create_task_group() as tasks:
        tasks.start_soon(workers[0].hit, "a")
        await sleep(0.02)
        other.execute("COMMIT")
    assert (await workers[0].hit("a"))[0] == 2


async def test_s7_a_file_that_stays_locked_is_an_error_soon(
    workers: list[FileHitCounter], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hits, "LOCK_SECONDS", 0.01)
    workers[1]._database.execute("BEGIN IMMEDIATE")
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        await workers[0].hit("a")


async def test_s7_a_window_ends(workers: list[FileHitCounter], clock: Clock) -> None:
    await workers[0].hit("a")
    clock.now += 45
    assert await workers[0].hit("a") == (2, 15)
    clock.now += 15
    assert await workers[0].hit("a") == (1, 60)


async def test_s7_rows_of_ended_windows_are_removed(workers: list[FileHitCounter], clock: Clock) -> None:
    counter = workers[0]
    await counter.hit("old")
    clock.now += 61
    for _ in range(PRUNE_EVERY):
        await counter.hit("new")
    assert counter._database.execute("SELECT key FROM hits").fetchall() == [("new",)]


def test_workers_that_start_at_once_set_the_file_up_one_by_one(tmp_path: Path) -> None:
    def start() -> None:
        run(FileHitCounter(tmp_path / "hits.sqlite3", 60_000).close)

    with ThreadPoolExecutor(1) as other:
        with alone(tmp_path):
            starting = other.submit(start)
            with pytest.raises(TimeoutError):
                starting.result(timeout=0.2)
        starting.result(timeout=5)
