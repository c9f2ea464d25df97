"""Probes: /health says that the process serves, /api/ready also asks what it depends on."""

import asyncio

import psycopg
from fastapi import APIRouter, Response, status
from psycopg_pool import AsyncConnectionPool, PoolTimeout

from app.core.database import ping
from app.dependencies import DjangoDep, PoolDep
from app.models.errors import problems
from app.models.health import Checks, Health, Readiness

router = APIRouter(tags=["health"])


@router.get("/health", include_in_schema=False)
async def health() -> Health:
    return Health()


@router.get("/api/health", responses=problems())
async def api_health() -> Health:
    return Health()


async def _database_state(pool: AsyncConnectionPool | None) -> bool | None:
    if pool is None:
        return None
    try:
        await ping(pool)
    except (psycopg.Error, PoolTimeout):
        return False
    return True


@router.get(
    "/api/ready",
    response_model_exclude_none=True,
    responses=problems() | {503: {"model": Readiness, "description": "Something this service needs is away"}},
)
async def ready(response: Response, django: DjangoDep, pool: PoolDep) -> Readiness:
    django_ok, database_ok = await asyncio.gather(django.is_alive(), _database_state(pool))
    words = {True: "ok", False: "unavailable", None: None}
    ok = django_ok and database_ok is not False
    if not ok:
        response.status_code = status.HTTP_503_SERVICE_UNAVAILABLE
    return Readiness(status=words[ok], checks=Checks(django=words[django_ok], database=words[database_ok]))
