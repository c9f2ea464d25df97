"""Reads what the API sends, and refuses what cannot be meant."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import wraps
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from project.answers import not_stored, refusal

MAX_EMAIL = 254
MAX_PASSWORD = 128
MAX_ID = 2**63 - 1
LATEST = datetime(9999, 1, 1, tzinfo=UTC).timestamp()
TOKEN_ID = re.compile(r"[A-Za-z0-9._-]{1,128}")
NUMBER = re.compile(r"[0-9]{1,19}")

View = Callable[[HttpRequest], HttpResponse]


class Refused(Exception):
    def __init__(self, response: HttpResponse) -> None:
        super().__init__(response.status_code)
        self.response = response


@dataclass(frozen=True, slots=True)
class Credentials:
    email: str
    password: str


@dataclass(frozen=True, slots=True)
class SessionClaims:
    user_id: int
    token_id: str
    issued_at: int


def internal(method: str) -> Callable[[View], View]:
    """One method only; refusals raised inside become answers. The token stands in for CSRF protection."""

    def decorate(view: View) -> View:
        @csrf_exempt
        @wraps(view)
        def inner(request: HttpRequest) -> HttpResponse:
            if request.method != method:
                response = refusal(405, "method_not_allowed", f"Only {method} works here.")
                response["Allow"] = method
                return response
            try:
                return not_stored(view(request))
            except Refused as refused:
                return refused.response

        return inner

    return decorate


def credentials(request: HttpRequest) -> Credentials:
    body = _json_object(request)
    email, password = body.get("email"), body.get("password")
    errors = _complaints("email", email, MAX_EMAIL) | _complaints("password", password, MAX_PASSWORD)
    if errors:
        raise Refused(invalid(errors))
    return Credentials(email, password)


def invalid(errors: dict[str, list[str]]) -> HttpResponse:
    return refusal(422, "invalid", "Some values are not valid.", errors=errors)


def expiry(request: HttpRequest) -> datetime:
    value = _json_object(request).get("expires_at")
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value < LATEST:
        raise Refused(invalid({"expires_at": ["Seconds since 1970, as a whole number."]}))
    return datetime.fromtimestamp(value, UTC)


def token_id(request: HttpRequest) -> str:
    value = request.headers.get("X-Token-Id", "")
    if not TOKEN_ID.fullmatch(value):
        raise Refused(invalid_session())
    return value


def session_claims(request: HttpRequest) -> SessionClaims:
    user_id = _number(request, "X-User-Id", MAX_ID)
    return SessionClaims(user_id, token_id(request), _number(request, "X-Token-Issued-At", int(LATEST)))


def invalid_session() -> HttpResponse:
    return refusal(401, "invalid_session", "The session is over.")


def client_ip(request: HttpRequest) -> str:
    """Who talks to the API; the API alone can say so, since the token was asked for."""
    return request.headers.get("X-Client-IP", "")


def _number(request: HttpRequest, header: str, highest: int) -> int:
    value = request.headers.get(header, "")
    if not NUMBER.fullmatch(value) or int(value) > highest:
        raise Refused(invalid_session())
    return int(value)


def _json_object(request: HttpRequest) -> dict[str, Any]:
    if request.content_type != "application/json":
        raise Refused(refusal(415, "not_json", "Send application/json."))
    try:
        body = json.loads(request.body)
    except RequestDataTooBig:
        raise Refused(refusal(413, "too_large", "The request is too large.")) from None
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict):
        raise Refused(refusal(400, "invalid_json", "The body is not a JSON object."))
    return body


def _complaints(field: str, value: object, longest: int) -> dict[str, list[str]]:
    if not isinstance(value, str) or not value.strip():
        return {field: ["This field is needed."]}
    if len(value) > longest:
        return {field: [f"At most {longest} characters."]}
    if not _is_storable(value):
        return {field: ["This holds characters that cannot be used."]}
    return {}


def _is_storable(value: str) -> bool:
    """No NUL, which PostgreSQL cannot store, and no lone half of a surrogate pair, which nothing can encode."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in value
