"""What happens to every request before and after the views."""

import logging
import re
import time
import uuid
from collections.abc import Callable
from secrets import compare_digest

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse

from project.answers import refusal, retry_later
from project.logs import request_id
from project.networks import forwarded_client, is_connected

GetResponse = Callable[[HttpRequest], HttpResponse]

FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_REQUEST_ID", "HTTP_X_CLIENT_IP")
REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
log = logging.getLogger("project.requests")


def health(get_response: GetResponse) -> GetResponse:
    """Answers /healthz before ALLOWED_HOSTS and the https redirect: the container asks itself by address."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path_info == "/healthz":
            return JsonResponse({"status": "ok", "service": "django"}, headers={"Cache-Control": "no-store"})
        return get_response(request)

    return middleware


def request_context(get_response: GetResponse) -> GetResponse:
    """Gives each request an id and the client's address, and logs it without its query."""

    def middleware(request: HttpRequest) -> HttpResponse:
        _drop_foreign_headers(request)
        request.client_ip = _client_ip(request)
        claimed = request.headers.get("X-Request-ID", "")
        current = claimed if REQUEST_ID.fullmatch(claimed) else uuid.uuid4().hex
        token = request_id.set(current)
        started = time.monotonic()
        try:
            response = get_response(request)
            response["X-Request-ID"] = current
            log.info("request", extra={"fields": _line(request, response, started)})
            return response
        finally:
            request_id.reset(token)

    return middleware


def _line(request: HttpRequest, response: HttpResponse, started: float) -> dict[str, object]:
    return {
        "method": request.method,
        "path": request.path_info[:512],
        "status": response.status_code,
        "milliseconds": round((time.monotonic() - started) * 1000, 1),
        "client": request.client_ip,
    }


def _drop_foreign_headers(request: HttpRequest) -> None:
    if not is_connected(request.META.get("REMOTE_ADDR", "")):
        for name in FORWARDED:
            request.META.pop(name, None)


def _client_ip(request: HttpRequest) -> str:
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
    return forwarded_client(forwarded, settings.TRUSTED_PROXIES) or request.META.get("REMOTE_ADDR", "")


def edge_headers(get_response: GetResponse) -> GetResponse:
    """Leaves Strict-Transport-Security to the edge, which knows what its certificate is worth.

    A browser that once got the long value here would hold it against every site on the same name.
    The other security headers have one possible value and agree with the edge's.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        del response["Strict-Transport-Security"]
        return response

    return middleware


class InternalRoutes:
    """Asks for the service token under /internal and answers in JSON when the database is away."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _is_internal(request) or _has_token(request):
            return self.get_response(request)
        return refusal(403, "forbidden", "The service token is missing or wrong.")

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not _is_internal(request) or not isinstance(exception, OperationalError | InterfaceError):
            return None
        log.error("The database cannot be used: %s", type(exception.__cause__ or exception).__name__)
        return retry_later(refusal(503, "database_unavailable", "The database is not available."), 5)


def _is_internal(request: HttpRequest) -> bool:
    return request.path_info == "/internal" or request.path_info.startswith("/internal/")


def _has_token(request: HttpRequest) -> bool:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return scheme.lower() == "bearer" and compare_digest(token.encode(), settings.INTERNAL_API_TOKEN.encode())
