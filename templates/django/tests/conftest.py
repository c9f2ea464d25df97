from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client

from users.models import User

EMAIL = "ada@example.org"
PASSWORD = "a quiet harbour 7"


class InternalClient:
    """Calls Django as the API does."""

    def __init__(self, token: str | None = None, address: str = "203.0.113.7") -> None:
        self.client = Client(enforce_csrf_checks=True, raise_request_exception=False)
        self.headers = {"Host": "django", "X-Forwarded-Proto": "https", "X-Client-IP": address}
        token = settings.INTERNAL_API_TOKEN if token is None else token
        if token:
            self.headers["Authorization"] = f"Bearer {token}"

    def post(self, path: str, body: Any = None, **headers: str) -> HttpResponse:
        return self.client.post(path, body, content_type="application/json", headers=self._with(headers))

    def get(self, path: str, **headers: str) -> HttpResponse:
        return self.client.get(path, headers=self._with(headers))

    def _with(self, headers: dict[str, str]) -> dict[str, str]:
        return self.headers | {name.replace("_", "-"): value for name, value in headers.items()}

    def log_in(self, email: str = EMAIL, password: str = PASSWORD) -> HttpResponse:
        return self.post("/internal/auth/login", {"email": email, "password": password})

    def me(self, user_id: object, token_id: str = "token-1", issued_at: object = 0) -> HttpResponse:
        headers = {"X_User_Id": str(user_id), "X_Token_Id": token_id, "X_Token_Issued_At": str(issued_at)}
        return self.get("/internal/users/me", **headers)


@pytest.fixture
def internal() -> InternalClient:
    return InternalClient()


@pytest.fixture
def browser() -> Client:
    """A browser behind the edge."""
    return Client(headers={"Host": "app.example.org", "X-Forwarded-Proto": "https"}, raise_request_exception=False)


@pytest.fixture
def user(db: None) -> User:
    return User.objects.create_user(EMAIL, PASSWORD)


@pytest.fixture
def admin_user(db: None) -> User:
    return User.objects.create_superuser("root@example.org", PASSWORD)
