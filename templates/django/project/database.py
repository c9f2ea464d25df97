"""Turns DJANGO_DATABASE_URL into Django's DATABASES entry."""

from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from project import env

POSTGRES_SCHEMES = {"postgres", "postgresql"}
# Where the password is when the URL has none: a file cannot be a part of it.
PASSWORD = "DJANGO_DB_PASSWORD"  # noqa: S105
QUERY_OPTIONS = {"sslmode", "sslrootcert", "sslcert", "sslkey", "application_name", "options", "target_session_attrs"}


def parse(name: str, url: str) -> dict[str, Any]:
    """Settings for `postgres://user:password@host:port/database?sslmode=…` or `sqlite:///path`.

    A URL without a password takes DJANGO_DB_PASSWORD. User, password and database are percent-decoded; IPv6 hosts
    stand in brackets. `name` is the variable that complaints mention; the URL itself holds a password and is never
    repeated.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise ImproperlyConfigured(f"{name} is not a URL: is its password percent-encoded?") from None
    if parts.scheme == "sqlite":
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": unquote(parts.path).removeprefix("/") or ":memory:"}
    if parts.scheme not in POSTGRES_SCHEMES:
        raise ImproperlyConfigured(f"{name} must start with postgres:// or sqlite:///.")
    return _postgres(name, parts, port)


def _postgres(name: str, parts: SplitResult, port: int | None) -> dict[str, Any]:
    database = unquote(parts.path).removeprefix("/")
    if not parts.hostname or not parts.username or not database or parts.fragment or "/" in parts.path[1:]:
        raise ImproperlyConfigured(
            f"{name} must look like postgres://user:password@host:5432/database, the password percent-encoded."
        )
    password = unquote(parts.password) if parts.password else env.given_secret(PASSWORD)
    if not password:
        raise ImproperlyConfigured(f"{name} has no password. Set it in .env.")
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    if unknown := sorted(query.keys() - QUERY_OPTIONS):
        raise ImproperlyConfigured(f"{name} has options that are not known: {', '.join(unknown)}.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": unquote(parts.hostname),
        "PORT": str(port or 5432),
        "NAME": database,
        "USER": unquote(parts.username),
        "PASSWORD": password,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        # A database that is away must be noticed before the API gives up (8 seconds).
        "OPTIONS": {"connect_timeout": 3, "tcp_user_timeout": 5000, "application_name": "django"} | query,
    }
