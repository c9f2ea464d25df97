"""Settings, read once from the environment and checked before anything is served."""

import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import urlsplit

# Set by main.py for its workers, not by people: where they share the rate limit's counts.
STATE_DIRECTORY = "API_STATE_DIRECTORY"

MIN_SECRET_LENGTH = 32
MIN_DISTINCT_CHARACTERS = 8
MAX_PORT = 65535
MAX_SESSION_SECONDS = 365 * 86400
UNITS = {"": 1, "s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}
PLACEHOLDER = re.compile(r"change[-_ ]?me|placeholder|replace[-_ ]?me|your[-_ ]|example|default", re.IGNORECASE)


class SettingsError(Exception):
    """The environment cannot be served; the text names every variable at fault, never its value."""


@dataclass(frozen=True, slots=True)
class DatabaseSettings:
    host: str
    port: int
    name: str
    user: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class CacheSettings:
    host: str
    port: int
    user: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Settings:
    production: bool
    docs: bool
    port: int
    workers: int
    jwt_secret: str = field(repr=False)
    session_seconds: int
    rate_limit_window_ms: int
    rate_limit_max_requests: int
    registration_open: bool
    public_origin: str
    trusted_proxies: tuple[IPv4Network | IPv6Network, ...]
    max_body_bytes: int
    django_url: str
    internal_api_token: str = field(repr=False)
    database: DatabaseSettings | None
    cache: CacheSettings | None


class _Reader:
    """Collects every problem, so that one start shows them all."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self.problems: list[str] = []

    def text(self, name: str, default: str = "") -> str:
        return self._environ.get(name, "").strip() or default

    def fail(self, name: str, why: str) -> None:
        self.problems.append(f"{name} {why}")

    def integer(self, name: str, default: int, low: int, high: int) -> int:
        raw = self.text(name, str(default))
        if re.fullmatch(r"[0-9]{1,12}", raw) and low <= int(raw) <= high:
            return int(raw)
        self.fail(name, f"must be a whole number from {low} to {high}")
        return default

    def flag(self, name: str, default: bool) -> bool:
        raw = self.text(name, str(default)).lower()
        if raw not in ("true", "false"):
            self.fail(name, "must be true or false")
        return raw == "true"

    def duration(self, name: str, default: str) -> int:
        match = re.fullmatch(r"([0-9]{1,9})\s*([smhdw]?)", self.text(name, default))
        seconds = int(match[1]) * UNITS[match[2]] if match else 0
        if not 60 <= seconds <= MAX_SESSION_SECONDS:  # noqa: PLR2004
            self.fail(name, "must be a duration such as 30m, 12h or 7d, from one minute to one year")
        return seconds

    def secret(self, name: str, *, strict: bool, min_length: int = MIN_SECRET_LENGTH) -> str:
        """NAME, or the content of the file that NAME_FILE names (a compose secret), but for its last line end.

        Other white space is kept: a secret must reach the other side unchanged.
        """
        value = self._environ.get(name, "")
        if file := self.text(f"{name}_FILE"):
            try:
                value = Path(file).read_text(encoding="utf-8").removesuffix("\n")
            except (OSError, UnicodeDecodeError):
                self.fail(f"{name}_FILE", "names a file that cannot be read")
                return ""
        if not strict:
            return value
        if not value.strip():
            self.fail(name, "is empty")
        elif PLACEHOLDER.match(value):
            self.fail(name, "still holds a placeholder")
        elif len(value) < min_length:
            self.fail(name, f"is shorter than {min_length} characters")
        elif min_length and len(set(value)) < MIN_DISTINCT_CHARACTERS:
            self.fail(name, "is too easy to guess")
        return value

    def networks(self, name: str) -> tuple[IPv4Network | IPv6Network, ...]:
        try:
            return tuple(ip_network(part.strip(), strict=False) for part in self.text(name).split(",") if part.strip())
        except ValueError:
            self.fail(name, "must be addresses or ranges with commas, such as 10.0.0.5,2001:db8::/32")
            return ()

    def origin(self, name: str, default: str, *, https_only: bool) -> str:
        """Written as browsers write the Origin header: lower case, no default port, no path."""
        problem = "must be an origin such as https://example.org or https://localhost:8443"
        try:
            parts = urlsplit(self.text(name, default))
            host, port = parts.hostname, parts.port
        except ValueError:
            self.fail(name, problem)
            return default
        schemes = ("https",) if https_only else ("https", "http")
        extra = parts.path.strip("/") or parts.query or parts.fragment or parts.username
        if parts.scheme not in schemes or not host or extra:
            self.fail(name, problem)
            return default
        shown = f"[{host}]" if ":" in host else host
        standard = {"https": 443, "http": 80}[parts.scheme]
        return f"{parts.scheme}://{shown}" + (f":{port}" if port and port != standard else "")


def _database(read: _Reader, *, production: bool) -> DatabaseSettings | None:
    host = read.text("DB_HOST")
    if not host:
        return None
    return DatabaseSettings(
        host=host,
        port=read.integer("DB_PORT", 5432, 1, MAX_PORT),
        name=read.text("DB_NAME", "base2"),
        user=read.text("DB_USER", "api"),
        password=read.secret("DB_PASSWORD", strict=production, min_length=0),
    )


def _cache(read: _Reader, *, production: bool) -> CacheSettings | None:
    host = read.text("VALKEY_HOST")
    if not host:
        return None
    return CacheSettings(
        host=host,
        port=read.integer("VALKEY_PORT", 6379, 1, MAX_PORT),
        user=read.text("VALKEY_USER", "api"),
        password=read.secret("VALKEY_PASSWORD", strict=production, min_length=0),
    )


def load_settings(environ: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings.

    Raises SettingsError when a value is unusable or, in production, when a secret is
    empty, a placeholder or too short. In development an empty JWT_SECRET is replaced
    by a random one.
    """
    read = _Reader(environ)
    env = read.text("ENV", "production")
    if env not in ("production", "development"):
        read.fail("ENV", "must be production or development")
    production = env != "development"
    django_url = read.text("DJANGO_SERVICE_URL", "http://django:8001").rstrip("/")
    if not re.fullmatch(r"https?://[^\s/?#]+", django_url):
        read.fail("DJANGO_SERVICE_URL", "must be a URL such as http://django:8001")
    settings = Settings(
        production=production,
        docs=read.flag("FASTAPI_DOCS", default=False) and not production,
        port=read.integer("FASTAPI_PORT", 8000, 1, MAX_PORT),
        workers=read.integer("FASTAPI_WORKERS", 2, 1, 64),
        jwt_secret=read.secret("JWT_SECRET", strict=production) or secrets.token_urlsafe(48),
        session_seconds=read.duration("JWT_EXPIRE", "7d"),
        rate_limit_window_ms=read.integer("RATE_LIMIT_WINDOW_MS", 60_000, 100, 86_400_000),
        rate_limit_max_requests=read.integer("RATE_LIMIT_MAX_REQUESTS", 100, 1, 1_000_000),
        registration_open=read.flag("REGISTRATION_OPEN", default=True),
        public_origin=read.origin("PUBLIC_ORIGIN", "https://localhost", https_only=production),
        trusted_proxies=read.networks("TRUSTED_PROXIES"),
        max_body_bytes=read.integer("MAX_BODY_BYTES", 1024 * 1024, 1024, 1024**3),
        django_url=django_url,
        internal_api_token=read.secret("INTERNAL_API_TOKEN", strict=production),
        database=_database(read, production=production),
        cache=_cache(read, production=production),
    )
    if read.problems:
        raise SettingsError("; ".join(read.problems))
    return settings
