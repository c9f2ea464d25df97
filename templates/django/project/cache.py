"""Django's cache in Valkey, which all replicas share: missing rather than failing while Valkey is away."""

import json
import logging
import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.cache.backends.redis import RedisCache
from django.core.serializers.json import DjangoJSONEncoder
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

# A request may ask several times, so a Valkey that does not answer is left alone for a while.
SOCKET_SECONDS = 0.5
PAUSE_SECONDS = 2

log = logging.getLogger("project.cache")


def client_options(user: str, password: str) -> dict[str, Any]:
    """How Django's client connects; one connection that was closed meanwhile is replaced unnoticed."""
    return {
        "username": user,
        "password": password,
        "serializer": JsonSerializer,
        "socket_timeout": SOCKET_SECONDS,
        "socket_connect_timeout": SOCKET_SECONDS,
        "retry": Retry(NoBackoff(), 1),
        "protocol": 2,
        "client_name": "django",
    }


class JsonSerializer:
    """Not Django's own, which is pickle: whoever writes into the cache could make Django run code."""

    def dumps(self, value: Any) -> Any:
        # Numbers stay numbers for Valkey, which counts them up itself.
        return value if type(value) is int else json.dumps(value, cls=DjangoJSONEncoder)

    def loads(self, data: bytes) -> Any:
        return json.loads(data)


def _or(instead: Callable[..., Any]) -> Callable[..., Any]:
    """The method, or what `instead` says to its arguments while Valkey cannot be used."""

    def decorate(method: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(method)
        def inner(self: "ValkeyCache", *args: Any, **kwargs: Any) -> Any:
            if self.is_left_alone():
                return instead(*args, **kwargs)
            try:
                result = method(self, *args, **kwargs)
            except (RedisError, OSError) as error:
                self.note_lost(error)
                return instead(*args, **kwargs)
            self.note_back()
            return result

        return inner

    return decorate


def _always(value: Any) -> Callable[..., Any]:
    return lambda *_args, **_kwargs: value


def _default(_key: Any, default: Any = None, **_kwargs: Any) -> Any:
    return default


def _not_there(key: Any, *_args: Any, **_kwargs: Any) -> Any:
    # What Django says of a key that is missing.
    raise ValueError(f"Key '{key}' not found.")


class ValkeyCache(RedisCache):
    """Every entry is missing while Valkey is away. One line in the log says so, and one that it is back."""

    # Of the process: Django makes an object for each thread.
    _away_until: float | None = None

    @staticmethod
    def is_left_alone() -> bool:
        return ValkeyCache._away_until is not None and time.monotonic() < ValkeyCache._away_until

    @staticmethod
    def note_lost(error: Exception) -> None:
        if ValkeyCache._away_until is None:
            log.warning("Valkey cannot be used, nothing is cached: %s", type(error).__name__)
        ValkeyCache._away_until = time.monotonic() + PAUSE_SECONDS

    @staticmethod
    def note_back() -> None:
        if ValkeyCache._away_until is not None:
            log.info("Valkey is back")
        ValkeyCache._away_until = None

    get = _or(_default)(RedisCache.get)
    get_many = _or(_always({}))(RedisCache.get_many)
    has_key = _or(_always(False))(RedisCache.has_key)
    add = _or(_always(False))(RedisCache.add)
    set = _or(_always(None))(RedisCache.set)
    set_many = _or(lambda data, *_args, **_kwargs: list(data))(RedisCache.set_many)
    incr = _or(_not_there)(RedisCache.incr)
    touch = _or(_always(False))(RedisCache.touch)
    delete = _or(_always(False))(RedisCache.delete)
    delete_many = _or(_always(None))(RedisCache.delete_many)

    @_or(_always(None))
    def clear(self) -> None:
        """Only this cache's keys: Valkey has others, and its command for all of them is not allowed."""
        client = self._cache.get_client(write=True)
        for key in client.scan_iter(match=f"{self.key_prefix}:*", count=500):
            client.unlink(key)
