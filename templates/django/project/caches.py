"""CACHES: Valkey where VALKEY_HOST names one, else the memory of each process."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured

from project import env

# All that this service's user may touch as a cache begins with it.
PREFIX = "cache"


def from_environment() -> dict[str, Any]:
    host = env.text("VALKEY_HOST")
    if not host:
        return {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    # Only here: the package that it uses is installed where the stack has a Valkey.
    from project.cache import client_options

    password = env.given_secret("VALKEY_PASSWORD")
    if not password:
        raise ImproperlyConfigured("VALKEY_PASSWORD is empty. Set it in .env.")
    return {
        "default": {
            "BACKEND": "project.cache.ValkeyCache",
            # Without user and password: an address would have to escape them, and addresses end up in logs.
            "LOCATION": f"redis://{host}:{env.whole_number('VALKEY_PORT', 6379, 1, 65535)}",
            "KEY_PREFIX": PREFIX,
            "OPTIONS": client_options(
                env.text("VALKEY_USER", "django"), env.refuse_placeholder("VALKEY_PASSWORD", password)
            ),
        }
    }
