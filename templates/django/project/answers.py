"""JSON answers of one shape, and the error pages."""

import math
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views import defaults

Answer = TypeVar("Answer", bound=HttpResponse)


def refusal(status: int, code: str, detail: str, **more: Any) -> JsonResponse:
    return not_stored(JsonResponse({"detail": detail, "code": code, **more}, status=status))


def not_stored(response: Answer) -> Answer:
    response["Cache-Control"] = "no-store"
    return response


def retry_later(response: JsonResponse, seconds: float) -> JsonResponse:
    response["Retry-After"] = str(max(1, math.ceil(seconds)))
    return response


def is_admin(request: HttpRequest) -> bool:
    return request.path_info.startswith(f"/{settings.ADMIN_PATH}/")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if is_admin(request):
        return defaults.bad_request(request, exception)
    return refusal(400, "bad_request", "The request is not valid.")


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    if is_admin(request):
        return defaults.permission_denied(request, exception)
    return refusal(403, "forbidden", "This is not allowed.")


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if is_admin(request):
        return defaults.page_not_found(request, exception)
    return refusal(404, "not_found", "There is nothing at this address.")


def server_error(request: HttpRequest) -> HttpResponse:
    if is_admin(request):
        return defaults.server_error(request)
    return refusal(500, "server_error", "Something went wrong.")
