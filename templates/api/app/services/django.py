"""Calls to Django's internal routes: one pooled client a worker, failures turned into 502, 503 and 504."""

import asyncio
import logging
from dataclasses import dataclass
from typing import TypeVar

import httpx
from opentelemetry import propagate
from pydantic import BaseModel, ValidationError

from app.core.config import Settings
from app.core.errors import ApiError
from app.core.logs import request_id
from app.core.security import Session
from app.models.users import Credentials, CurrentUser, User
from app.services.connections import FreshForWrites
from app.services.spreading import SpreadingTransport

CONNECT_SECONDS = 3
READ_SECONDS = 8
TOTAL_SECONDS = CONNECT_SECONDS + READ_SECONDS
PING_SECONDS = 2
PASSED_ON = frozenset({401, 409, 422, 429})

log = logging.getLogger("app.django")
Model = TypeVar("Model", bound=BaseModel)


def create_client(settings: Settings, transport: httpx.AsyncBaseTransport | None = None) -> httpx.AsyncClient:
    """A client that never uses a proxy from the environment and never follows a redirect."""
    return httpx.AsyncClient(
        base_url=settings.django_url,
        headers={
            "Authorization": f"Bearer {settings.internal_api_token}",
            "Host": "django",
            "X-Forwarded-Proto": "https",
        },
        timeout=httpx.Timeout(READ_SECONDS, connect=CONNECT_SECONDS, pool=CONNECT_SECONDS),
        trust_env=False,
        transport=transport or _transport(),
    )


def _transport() -> httpx.AsyncBaseTransport:
    """A replica of Django that stops refuses connections before the name server forgets it: the next one is asked."""
    # Shorter than gunicorn keeps idle connections, which would else break under a request.
    kept = httpx.Limits(max_connections=50, max_keepalive_connections=10, keepalive_expiry=1)
    fresh = httpx.Limits(max_connections=50, max_keepalive_connections=0)
    pools = (httpx.AsyncHTTPTransport(limits=limits, trust_env=False) for limits in (kept, fresh))
    return SpreadingTransport(FreshForWrites(*pools))


@dataclass(frozen=True, slots=True)
class Django:
    """Django's internal API on behalf of one request."""

    client: httpx.AsyncClient
    client_ip: str

    async def register(self, credentials: Credentials) -> User:
        return _parsed(await self._call("POST", "/internal/auth/register", json=_body(credentials)), User)

    async def login(self, credentials: Credentials) -> User:
        return _parsed(await self._call("POST", "/internal/auth/login", json=_body(credentials)), User)

    async def logout(self, session: Session) -> None:
        body = {"expires_at": session.expires_at}
        await self._call("POST", "/internal/auth/logout", json=body, headers=_session_headers(session))

    async def current_user(self, session: Session) -> CurrentUser:
        headers = _session_headers(session)
        return _parsed(await self._call("GET", "/internal/users/me", headers=headers), CurrentUser)

    async def is_alive(self) -> bool:
        try:
            async with asyncio.timeout(PING_SECONDS):
                return (await self.client.get("/healthz")).is_success
        except (httpx.HTTPError, TimeoutError):
            return False

    async def _call(
        self,
        method: str,
        path: str,
        *,
        json: dict[str, object] | None = None,
        headers: dict[str, str] | None = None,
    ) -> httpx.Response:
        every = {"X-Request-ID": request_id.get(), "X-Client-IP": self.client_ip}
        # traceparent, where traces are on.
        propagate.inject(every)
        try:
            # httpx counts each read for itself; this bounds a reply that trickles.
            async with asyncio.timeout(TOTAL_SECONDS):
                response = await self._send(method, path, json, every | (headers or {}))
        except (httpx.TimeoutException, TimeoutError) as error:
            log.warning("Django did not answer in time: %s", path)
            raise ApiError(504, "upstream_timeout", "The service did not answer in time.") from error
        except httpx.HTTPError as error:
            log.warning("Django cannot be reached: %s", type(error).__name__)
            headers = {"Retry-After": "5"}
            raise ApiError(503, "upstream_unavailable", "The service is not available.", headers=headers) from error
        if response.is_success:
            return response
        raise _refusal(response)

    async def _send(
        self, method: str, path: str, json: dict[str, object] | None, headers: dict[str, str]
    ) -> httpx.Response:
        try:
            return await self.client.request(method, path, json=json, headers=headers)
        except (httpx.ReadError, httpx.WriteError, httpx.RemoteProtocolError):
            # A replica that stops closes what it no longer reads from. What only reads may be asked again.
            if method != "GET":
                raise
            return await self.client.request(method, path, json=json, headers=headers)


def _body(credentials: Credentials) -> dict[str, object]:
    return {"email": credentials.email, "password": credentials.password.get_secret_value()}


def _session_headers(session: Session) -> dict[str, str]:
    return {
        "X-User-Id": session.user_id,
        "X-Token-Id": session.token_id,
        "X-Token-Issued-At": str(session.issued_at),
    }


def _bad_gateway() -> ApiError:
    return ApiError(502, "upstream_error", "The service answered with an error.")


def _parsed(response: httpx.Response, model: type[Model]) -> Model:
    try:
        return model.model_validate_json(response.content)
    except ValidationError as error:
        log.error("Django's answer is not a %s", model.__name__)  # noqa: TRY400 (the traceback would hold the answer)
        raise _bad_gateway() from error


class _Refusal(BaseModel):
    """What Django says; anything else it sends stays inside."""

    detail: str = "The request was refused."
    code: str = "refused"
    errors: dict[str, list[str]] | None = None


def _refusal(response: httpx.Response) -> ApiError:
    status = response.status_code
    if status not in PASSED_ON:
        hint = " (is INTERNAL_API_TOKEN the same on both sides?)" if status == 403 else ""  # noqa: PLR2004
        log.error("Django answered %d%s", status, hint)
        return _bad_gateway()
    try:
        said = _Refusal.model_validate_json(response.content)
    except ValidationError:
        log.error("Django's refusal %d is not JSON of the agreed shape", status)  # noqa: TRY400
        return _bad_gateway()
    waiting = response.headers.get("Retry-After", "")
    headers = {"Retry-After": waiting} if waiting.isdecimal() else {}
    return ApiError(status, said.code, said.detail, headers=headers, errors=said.errors)
