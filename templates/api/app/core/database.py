"""Direct access to Postgres, for services that may use it: a pool that opens late and heals itself."""

from psycopg_pool import AsyncConnectionPool

from app.core.config import DatabaseSettings

CONNECT_SECONDS = 3


def create_pool(database: DatabaseSettings) -> AsyncConnectionPool:
    """A closed pool of at most five connections a worker; each is checked before it is lent."""
    return AsyncConnectionPool(
        kwargs={
            "host": database.host,
            "port": database.port,
            "dbname": database.name,
            "user": database.user,
            "password": database.password,
            "connect_timeout": CONNECT_SECONDS,
            "application_name": "api",
        },
        min_size=1,
        max_size=5,
        timeout=CONNECT_SECONDS,
        max_lifetime=1800,
        check=AsyncConnectionPool.check_connection,
        name="api",
        open=False,
    )


async def ping(pool: AsyncConnectionPool) -> None:
    """Raises psycopg.Error or PoolTimeout when the database does not answer."""
    async with pool.connection() as connection:
        await connection.execute("SELECT 1")
