"""Reads environment variables. Every complaint names the variable and never shows a secret."""

import os
import re
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from project.networks import parsed_networks

MIN_SECRET_LENGTH = 32
MIN_DISTINCT_CHARACTERS = 8
PLACEHOLDER = re.compile(r"change[_-]?me|replace[_-]?me|placeholder|insecure|your[_-]|^<.*>$", re.IGNORECASE)


def text(name: str, default: str = "") -> str:
    """The variable, or the default when it is unset or empty (compose passes unset ones as empty)."""
    return os.environ.get(name, "").strip() or default


def networks(name: str) -> list[IPv4Network | IPv6Network]:
    try:
        return parsed_networks(text(name))
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be addresses or ranges with commas, such as 10.0.0.5,::1.") from None


def positive(name: str, default: int) -> int:
    raw = text(name, str(default))
    if re.fullmatch(r"[1-9][0-9]{0,11}", raw):
        return int(raw)
    raise ImproperlyConfigured(f"{name} must be a whole number above 0.")


def required(name: str) -> str:
    if value := text(name):
        return value
    raise ImproperlyConfigured(f"{name} is empty. Set it in .env.")


def given_secret(name: str) -> str:
    """NAME, or the content of the file that NAME_FILE names (a compose secret), but for its last line end.

    Other white space is kept: a secret must reach the other side unchanged.
    """
    if not (file := text(f"{name}_FILE")):
        return os.environ.get(name, "")
    try:
        return Path(file).read_text(encoding="utf-8").removesuffix("\n")
    except (OSError, UnicodeDecodeError):
        raise ImproperlyConfigured(f"{name}_FILE names a file that cannot be read: {file}") from None


def refuse_placeholder(name: str, value: str) -> str:
    if PLACEHOLDER.search(value):
        raise ImproperlyConfigured(f"{name} is a placeholder. Put a random value of your own into .env.")
    return value


def secret(name: str) -> str:
    value = given_secret(name)
    if not value.strip():
        raise ImproperlyConfigured(f"{name} is empty. Set it in .env, or in secrets/ where this stack has that folder.")
    return checked_secret(name, value)


def checked_secret(name: str, value: str) -> str:
    refuse_placeholder(name, value)
    if len(value) < MIN_SECRET_LENGTH:
        raise ImproperlyConfigured(f"{name} is too short: it needs at least {MIN_SECRET_LENGTH} characters.")
    if len(set(value)) < MIN_DISTINCT_CHARACTERS:
        raise ImproperlyConfigured(f"{name} is too simple: it needs a random value.")
    return value


def flag(name: str, *, default: bool = False) -> bool:
    value = text(name, str(default)).lower()
    if value in {"true", "1", "yes", "on"}:
        return True
    if value in {"false", "0", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} must be true or false.")


def whole_number(name: str, default: int, lowest: int, highest: int) -> int:
    value = text(name, str(default))
    if not re.fullmatch(r"[0-9]{1,9}", value) or not lowest <= int(value) <= highest:
        raise ImproperlyConfigured(f"{name} must be a whole number from {lowest} to {highest}.")
    return int(value)


def comma_list(name: str) -> list[str]:
    return split_list(text(name))


def split_list(value: str) -> list[str]:
    return [item for item in (part.strip() for part in value.split(",")) if item]


def hosts(name: str, *always: str) -> list[str]:
    """An exact list of host names; a wildcard for everything would switch the check off."""
    found = comma_list(name)
    if not found:
        raise ImproperlyConfigured(f"{name} is empty. Set it in .env to the names that Django answers to.")
    for host in found:
        if host == "*" or "/" in host:
            raise ImproperlyConfigured(f"{name} must hold host names, without * alone, scheme or path: {host}")
    return list(dict.fromkeys([*found, *always]))


def origin(name: str) -> str:
    """`https://host` or `https://host:port`."""
    value = required(name).rstrip("/")
    parts = urlsplit(value)
    if parts.scheme != "https" or not parts.hostname or value != f"https://{parts.netloc}" or "@" in parts.netloc:
        raise ImproperlyConfigured(f"{name} must be an origin such as https://example.org or https://localhost:8443.")
    return value


def url_path(name: str, default: str) -> str:
    """A path without slashes around it, such as `admin` or `hidden/admin`."""
    value = text(name, default).strip("/")
    if not re.fullmatch(r"[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*", value):
        raise ImproperlyConfigured(f"{name} must be a path of letters, digits, - and _, such as /admin.")
    if value.split("/")[0] in {"internal", "healthz", "metrics", "api"}:
        raise ImproperlyConfigured(f"{name} must not start with /internal, /healthz, /metrics or /api: they are taken.")
    return value
