"""The cache in Valkey: shared, in JSON, under its own prefix, and missing rather than failing (S12)."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import caches
from django.core.cache.backends.base import BaseCache
from django.core.exceptions import ImproperlyConfigured
from django.test import override_settings
from fakeredis import FakeRedisConnection, FakeServer

from project import cache as valkey
from project.caches import from_environment

AWKWARD = "a b#c'd\"e\\f@h:i/j%k$l"
ENVIRONMENT = {"VALKEY_HOST": "valkey", "VALKEY_PORT": "6390", "VALKEY_USER": "django", "VALKEY_PASSWORD": AWKWARD}


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    return monkeypatch


@pytest.fixture
def server() -> FakeServer:
    return FakeServer()


@pytest.fixture
def cache(environment: pytest.MonkeyPatch, server: FakeServer) -> Iterator[BaseCache]:
    settings = from_environment()
    options = settings["default"]["OPTIONS"]
    for name in ("username", "password"):
        options.pop(name)
    options |= {"connection_class": FakeRedisConnection, "server": server}
    environment.setattr(valkey.ValkeyCache, "_away_until", None)
    with override_settings(CACHES=settings):
        yield caches["default"]


@pytest.fixture
def time_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(valkey, "PAUSE_SECONDS", 0)


def test_there_is_none_without_valkey(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VALKEY_HOST", raising=False)
    assert "locmem" in from_environment()["default"]["BACKEND"]


def test_the_password_is_no_part_of_an_address(environment: pytest.MonkeyPatch) -> None:
    default = from_environment()["default"]
    assert default["LOCATION"] == "redis://valkey:6390"
    assert (default["OPTIONS"]["username"], default["OPTIONS"]["password"]) == ("django", AWKWARD)


def test_the_password_may_be_a_file(environment: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text(f"{AWKWARD} \n")
    environment.setenv("VALKEY_PASSWORD_FILE", str(file))
    assert from_environment()["default"]["OPTIONS"]["password"] == f"{AWKWARD} "


@pytest.mark.parametrize(("password", "why"), [("", "is empty"), ("change_me", "is a placeholder")])
def test_s14_a_missing_password_is_named(environment: pytest.MonkeyPatch, password: str, why: str) -> None:
    environment.setenv("VALKEY_PASSWORD", password)
    with pytest.raises(ImproperlyConfigured, match=f"VALKEY_PASSWORD {why}"):
        from_environment()


@pytest.mark.parametrize("value", [7, 0, "ä", None, True, 1.5, {"a": [1, None]}, [], ""])
def test_values_come_back(cache: BaseCache, value: object) -> None:
    cache.set("key", value)
    assert cache.get("key", "missing") == value
    assert cache.get_many(["key", "other"]) == {"key": value}


def test_nothing_that_python_would_run_is_read_or_written(cache: BaseCache, server: FakeServer) -> None:
    with pytest.raises(TypeError):
        cache.set("key", object())
    cache.set("key", {"a": 1})
    assert cache._cache.get_client().get("cache:1:key") == b'{"a": 1}'


def test_counts_and_expiry(cache: BaseCache) -> None:
    assert cache.add("count", 1, timeout=60)
    assert not cache.add("count", 5)
    assert cache.incr("count", 2) == 3
    assert cache.touch("count", 120)
    assert 100 < cache._cache.get_client().ttl("cache:1:count") <= 120
    assert cache.delete("count")
    with pytest.raises(ValueError, match="not found"):
        cache.incr("count")


def test_clear_leaves_the_keys_of_others(cache: BaseCache) -> None:
    client = cache._cache.get_client()
    client.set("limit:203.0.113.7", 3)
    cache.set_many({"a": 1, "b": 2})
    cache.clear()
    assert client.keys() == [b"limit:203.0.113.7"]


def test_s12_everything_is_missing_while_valkey_is_away_and_one_line_says_so(
    cache: BaseCache, server: FakeServer, caplog: pytest.LogCaptureFixture, time_passes: None
) -> None:
    caplog.set_level(logging.INFO, "project.cache")
    cache.set("key", 1)
    server.connected = False
    assert cache.get("key", "missing") == "missing"
    assert cache.get("key") is None
    assert cache.get_or_set("key", lambda: 5) == 5
    assert cache.set("key", 2) is None
    assert cache.set_many({"a": 1}) == ["a"]
    assert (cache.get_many(["key"]), "key" in cache, cache.add("x", 1)) == ({}, False, False)
    assert (cache.touch("key"), cache.delete("key"), cache.delete_many(["key"])) == (False, False, None)
    assert cache.clear() is None
    with pytest.raises(ValueError, match="not found"):
        cache.incr("key")
    server.connected = True
    assert cache.get("key") == 1
    assert [record.levelname for record in caplog.records] == ["WARNING", "INFO"]


def test_s12_valkey_is_not_asked_again_before_a_pause(cache: BaseCache, server: FakeServer) -> None:
    cache.set("key", 1)
    server.connected = False
    assert cache.get("key") is None
    server.connected = True
    assert cache.get("key") is None
