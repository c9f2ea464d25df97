"""What routes ask for; all of it is made once in create_app."""

from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import APIKeyCookie
from psycopg_pool import AsyncConnectionPool

from app.core.config import Settings
from app.core.errors import ApiError
from app.core.networks import client_address
from app.core.security import COOKIE, Session, Sessions
from app.services.django import Django

UNKNOWN_ADDRESS = "0.0.0.0"  # noqa: S104 (a value for a header, nothing listens)
session_cookie = APIKeyCookie(name=COOKIE, auto_error=False, description="Set by register and login")


async def get_settings(request: Request) -> Settings:
    return request.app.state.settings


async def get_sessions(request: Request) -> Sessions:
    return request.app.state.sessions


async def get_django(request: Request) -> Django:
    address = client_address(request.client.host if request.client else None)
    return Django(request.app.state.django_client, str(address or UNKNOWN_ADDRESS))


async def get_pool(request: Request) -> AsyncConnectionPool | None:
    return request.app.state.pool


SettingsDep = Annotated[Settings, Depends(get_settings)]
SessionsDep = Annotated[Sessions, Depends(get_sessions)]
DjangoDep = Annotated[Django, Depends(get_django)]
PoolDep = Annotated[AsyncConnectionPool | None, Depends(get_pool)]


async def optional_session(
    sessions: SessionsDep, token: Annotated[str | None, Depends(session_cookie)]
) -> Session | None:
    return sessions.read(token)


OptionalSession = Annotated[Session | None, Depends(optional_session)]


async def required_session(session: OptionalSession) -> Session:
    """Only says that we signed the token; Django still decides whether the session holds."""
    if session is None:
        raise ApiError(401, "not_authenticated", "Log in first.")
    return session


RequiredSession = Annotated[Session, Depends(required_session)]
