"""Puts the parts together."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
from fastapi import FastAPI

from app.core.config import STATE_DIRECTORY, Settings, load_settings
from app.core.database import create_pool
from app.core.errors import install_error_handlers
from app.core.hits import FileHitCounter, HitCounter
from app.core.metrics import Metrics, adopt_dead_workers, metrics_directory
from app.core.security import Sessions
from app.core.tracing import telemetry
from app.middleware.body_limit import BodyLimitMiddleware
from app.middleware.forwarded import ForwardedMiddleware
from app.middleware.measure import MeasureMiddleware
from app.middleware.origin_guard import OriginGuardMiddleware
from app.middleware.rate_limit import RateLimitMiddleware
from app.middleware.request_log import RequestLogMiddleware
from app.middleware.turns import TurnsMiddleware
from app.routes import auth, health, users
from app.services.django import create_client


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    if app.state.pool:
        # Without waiting: the service also starts, and answers, while Postgres is away.
        await app.state.pool.open(wait=False)
    try:
        yield
    finally:
        await app.state.django_client.aclose()
        if app.state.pool:
            await app.state.pool.close(timeout=1)
        await app.state.counter.close()


def create_counter(settings: Settings) -> HitCounter:
    directory = os.environ.get(STATE_DIRECTORY)
    file = Path(directory, "rate-limit.sqlite3") if directory else None
    local = FileHitCounter(file, settings.rate_limit_window_ms)
    if not settings.cache:
        return local
    # Only here: the package is installed where the stack has a Valkey.
    from app.core.shared_hits import SharedHitCounter, create_client  # noqa: PLC0415

    return SharedHitCounter(create_client(settings.cache), local, settings.rate_limit_window_ms)


def create_app(settings: Settings | None = None, transport: httpx.AsyncBaseTransport | None = None) -> FastAPI:
    """The application. `transport` stands in for the network to Django in tests."""
    settings = settings or load_settings()
    app = FastAPI(
        title="API",
        docs_url="/api/docs" if settings.docs else None,
        redoc_url="/api/redoc" if settings.docs else None,
        openapi_url="/api/openapi.json" if settings.docs else None,
        swagger_ui_oauth2_redirect_url=None,
        # A redirect would name this container's http address.
        redirect_slashes=False,
        telemetry=telemetry(),
        lifespan=lifespan,
    )
    counter = create_counter(settings)
    app.state.settings = settings
    app.state.sessions = Sessions(settings)
    app.state.django_client = create_client(settings, transport)
    app.state.pool = create_pool(settings.database) if settings.database else None
    app.state.counter = counter
    install_error_handlers(app)
    # The last one added is the first one asked.
    app.add_middleware(BodyLimitMiddleware, limit=settings.max_body_bytes)
    app.add_middleware(RateLimitMiddleware, counter=counter, max_requests=settings.rate_limit_max_requests)
    app.add_middleware(OriginGuardMiddleware, public_origin=settings.public_origin)
    app.add_middleware(RequestLogMiddleware)
    if metrics := metrics_directory():
        adopt_dead_workers(metrics)
        app.add_middleware(MeasureMiddleware, metrics=Metrics(metrics), pool=app.state.pool)
    app.add_middleware(ForwardedMiddleware, proxies=settings.trusted_proxies)
    app.add_middleware(TurnsMiddleware)
    for routes in (health, auth, users):
        app.include_router(routes.router)
    return app
