"""Direct access to Postgres: only asked for by DB_HOST, opened late, values always parameters."""

from contextlib import asynccontextmanager

import psycopg
import pytest
from psycopg_pool import PoolTimeout

from app.application import create_app, lifespan
from app.core.config import load_settings
from app.core.database import create_pool, ping
from app.examples import notes
from tests.conftest import ENVIRONMENT

pytestmark = pytest.mark.anyio
DATABASE = {"DB_HOST": "127.0.0.1", "DB_PORT": "1", "DB_PASSWORD": "not-used-by-anyone"}


class FakePool:
    """Pool, connection and cursor in one; keeps what was executed."""

    def __init__(self) -> None:
        self.executed: list[tuple] = []

    @asynccontextmanager
    async def connection(self):
        yield self

    @asynccontextmanager
    async def cursor(self, **_: object):
        yield self

    async def execute(self, *statement: object) -> None:
        self.executed.append(statement)

    async def fetchall(self) -> list[notes.Note]:
        return [notes.Note(1, "hello")]


async def test_the_pool_is_checked_bounded_and_closed_at_first() -> None:
    settings = load_settings(ENVIRONMENT | DATABASE)
    assert settings.database
    pool = create_pool(settings.database)
    assert (pool.closed, pool.max_size, pool.timeout) == (True, 5, 3)


async def test_s12_the_service_starts_while_postgres_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    app = create_app(load_settings(ENVIRONMENT | DATABASE))
    async with lifespan(app):
        app.state.pool.timeout = 0.05
        with pytest.raises((PoolTimeout, psycopg.Error)):
            await ping(app.state.pool)
    assert app.state.pool.closed


async def test_ping_runs_a_statement() -> None:
    pool = FakePool()
    await ping(pool)
    assert pool.executed == [("SELECT 1",)]


async def test_the_example_passes_values_as_parameters() -> None:
    pool = FakePool()
    await notes.create_table(pool)
    await notes.add_note(pool, "7", "'; DROP TABLE notes --")
    assert await notes.notes_of(pool, "7") == [notes.Note(1, "hello")]
    assert pool.executed[1][1] == ("7", "'; DROP TABLE notes --")
    assert "DROP" not in pool.executed[1][0]
