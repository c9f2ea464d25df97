"""How a route may use Postgres directly, when DB_HOST is set.

The role `api` owns the schema `api` and sees nothing else; Django's tables stay Django's.
A route asks for `PoolDep` (app/dependencies.py), answers 404 when it is None, and calls
these functions. Values are always parameters, never part of the SQL text; a connection
goes back to the pool, committed or rolled back, at the end of the block.
"""

from dataclasses import dataclass

from psycopg.rows import class_row
from psycopg_pool import AsyncConnectionPool

MAX_NOTES = 100

CREATE_TABLE = """
CREATE TABLE IF NOT EXISTS api.notes (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_id text NOT NULL,
  text text NOT NULL CHECK (length(text) <= 1000)
)
"""


@dataclass(frozen=True, slots=True)
class Note:
    id: int
    text: str


async def create_table(pool: AsyncConnectionPool) -> None:
    """Once, from a migration tool of your choice."""
    async with pool.connection() as connection:
        await connection.execute(CREATE_TABLE)


async def add_note(pool: AsyncConnectionPool, user_id: str, text: str) -> None:
    async with pool.connection() as connection:
        await connection.execute("INSERT INTO api.notes (user_id, text) VALUES (%s, %s)", (user_id, text))


async def notes_of(pool: AsyncConnectionPool, user_id: str) -> list[Note]:
    """The newest notes first, never more than MAX_NOTES."""
    async with pool.connection() as connection, connection.cursor(row_factory=class_row(Note)) as cursor:
        await cursor.execute(
            "SELECT id, text FROM api.notes WHERE user_id = %s ORDER BY id DESC LIMIT %s", (user_id, MAX_NOTES)
        )
        return await cursor.fetchall()
