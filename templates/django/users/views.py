"""What the API may ask. project.middleware.InternalRoutes has checked its token."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from project.answers import refusal, retry_later
from users import requests
from users.models import User
from users.requests import internal
from users.services import accounts, sessions, throttle


@internal("POST")
def register(request: HttpRequest) -> HttpResponse:
    wanted = requests.credentials(request)
    try:
        user = accounts.register(wanted.email, wanted.password)
    except accounts.InvalidAccount as error:
        return requests.invalid(error.errors)
    except accounts.EmailTaken:
        return refusal(409, "email_taken", "There is an account with this e-mail address.")
    return JsonResponse(_public(user), status=201)


@internal("POST")
def log_in(request: HttpRequest) -> HttpResponse:
    given = requests.credentials(request)
    try:
        user = accounts.log_in(given.email, given.password, requests.client_ip(request))
    except throttle.TooManyAttempts as error:
        answer = refusal(429, "too_many_attempts", "Too many failed attempts. Wait a little.")
        return retry_later(answer, error.seconds)
    except accounts.InvalidCredentials:
        return refusal(401, "invalid_credentials", "The e-mail address or the password is wrong.")
    return JsonResponse(_public(user))


@internal("POST")
def log_out(request: HttpRequest) -> HttpResponse:
    sessions.revoke(requests.token_id(request), requests.expiry(request))
    return HttpResponse(status=204)


@internal("GET")
def current_user(request: HttpRequest) -> HttpResponse:
    claims = requests.session_claims(request)
    user = sessions.user_of(claims.user_id, claims.token_id, claims.issued_at)
    if user is None:
        return requests.invalid_session()
    return JsonResponse(_public(user) | {"is_staff": user.is_staff})


def _public(user: User) -> dict[str, Any]:
    return {"id": user.pk, "email": user.email, "date_joined": user.date_joined}
