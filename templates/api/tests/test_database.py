"""Direct access to Postgres: only asked for by DB_HOST, opened late, values always parameters."""

import os
from contextlib import asynccontextmanager
from urllib.parse import unquote, urlsplit

import psycopg
import pytest
from psycopg_pool import PoolTimeout

from app.application import create_app, lifespan
from app.core.config import load_settings
from app.core.database import create_pool, ping
from app.examples import notes
from tests.conftest import ENVIRONMENT

pytestmark = pytest.mark.anyio
SERVER = os.environ.get("TEST_DATABASE_URL", "").strip()
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


@pytest.mark.skipif(not SERVER, reason="TEST_DATABASE_URL names no server")
async def test_the_example_works_on_a_real_server() -> None:
    """In a schema of its own name, which the role of the tests may create and which goes again with the test."""
    parts = urlsplit(SERVER)
    database = {
        "DB_HOST": parts.hostname or "",
        "DB_PORT": str(parts.port or 5432),
        "DB_NAME": parts.path.removeprefix("/"),
        "DB_USER": unquote(parts.username or ""),
        "DB_PASSWORD": unquote(parts.password or ""),
    }
    settings = load_settings(ENVIRONMENT | database)
    assert settings.database
    async with create_pool(settings.database) as pool:
        await ping(pool)
        async with pool.connection() as connection:
            await connection.execute("DROP SCHEMA IF EXISTS api CASCADE")
            await connection.execute("CREATE SCHEMA api")
        await notes.create_table(pool)
        await notes.add_note(pool, "7", "'; DROP TABLE api.notes --")
        await notes.add_note(pool, "8", "of somebody else")
        assert [note.text for note in await notes.notes_of(pool, "7")] == ["'; DROP TABLE api.notes --"]
        async with pool.connection() as connection:
            await connection.execute("DROP SCHEMA api CASCADE")
