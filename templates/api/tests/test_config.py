"""S14: in production the service refuses to start on an empty, default or weak secret, and says which."""

from pathlib import Path

import pytest

from app.core.config import SettingsError, load_settings
from tests.conftest import ENVIRONMENT

DATABASE = {"DB_HOST": "postgres", "DB_PASSWORD": "p$a#s' w\"o\\r@d"}


@pytest.mark.parametrize("name", ["JWT_SECRET", "INTERNAL_API_TOKEN"])
@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("", "is empty"),
        ("   ", "is empty"),
        ("change_me_to_a_random_string_of_many_characters", "placeholder"),
        ("ChangeMe-0123456789-0123456789-0123456789", "placeholder"),
        ("0123456789abcdef", "shorter than 32"),
        ("abababababababababababababababababab", "easy to guess"),
    ],
)
def test_s14_production_refuses_a_bad_secret(name: str, value: str, why: str) -> None:
    with pytest.raises(SettingsError, match=f"{name} .*{why}") as refusal:
        load_settings(ENVIRONMENT | {name: value})
    assert not value.strip() or value not in str(refusal.value)


@pytest.mark.parametrize("value", ["", "change_me"])
def test_s14_production_refuses_a_bad_database_password(value: str) -> None:
    with pytest.raises(SettingsError, match="DB_PASSWORD"):
        load_settings(ENVIRONMENT | DATABASE | {"DB_PASSWORD": value})


def test_s14_an_absent_env_means_production() -> None:
    with pytest.raises(SettingsError, match=r"JWT_SECRET is empty; INTERNAL_API_TOKEN is empty"):
        load_settings({})


def test_development_makes_up_a_session_secret() -> None:
    first, second = (load_settings({"ENV": "development"}).jwt_secret for _ in range(2))
    assert len(first) >= 32
    assert first != second


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ENV", "prod"),
        ("FASTAPI_PORT", "0"),
        ("FASTAPI_PORT", "65536"),
        ("FASTAPI_WORKERS", "two"),
        ("FASTAPI_DOCS", "yes"),
        ("JWT_EXPIRE", "7 days"),
        ("JWT_EXPIRE", "5s"),
        ("JWT_EXPIRE", "1000d"),
        ("RATE_LIMIT_MAX_REQUESTS", "-1"),
        ("PUBLIC_ORIGIN", "http://localhost"),
        ("PUBLIC_ORIGIN", "https://localhost/app"),
        ("PUBLIC_ORIGIN", "https://localhost:port"),
        ("DJANGO_SERVICE_URL", "django:8001"),
    ],
)
def test_s14_an_unusable_value_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        load_settings(ENVIRONMENT | {name: value})


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("7d", 604_800), ("12h", 43_200), ("30m", 1800), ("90s", 90), ("2w", 1_209_600), ("3600", 3600)],
)
def test_s5_jwt_expire_takes_units(text: str, seconds: int) -> None:
    assert load_settings(ENVIRONMENT | {"JWT_EXPIRE": text}).session_seconds == seconds


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://Example.org/", "https://example.org"),
        ("https://example.org:443", "https://example.org"),
        ("https://localhost:8443", "https://localhost:8443"),
        ("https://[::1]:8443", "https://[::1]:8443"),
    ],
)
def test_s5_the_origin_is_kept_as_browsers_write_it(given: str, kept: str) -> None:
    assert load_settings(ENVIRONMENT | {"PUBLIC_ORIGIN": given}).public_origin == kept


def test_s14_a_password_of_any_characters_arrives_unchanged() -> None:
    database = load_settings(ENVIRONMENT | DATABASE).database
    assert database
    assert database.password == DATABASE["DB_PASSWORD"]
    assert (database.host, database.port, database.name, database.user) == ("postgres", 5432, "base2", "api")


def test_a12_a_secret_may_come_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text(ENVIRONMENT["JWT_SECRET"][::-1] + "\n")
    settings = load_settings(ENVIRONMENT | {"JWT_SECRET": "", "JWT_SECRET_FILE": str(file)})
    assert settings.jwt_secret == ENVIRONMENT["JWT_SECRET"][::-1]


def test_a12_a_missing_secret_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="INTERNAL_API_TOKEN_FILE names a file that cannot be read"):
        load_settings(ENVIRONMENT | {"INTERNAL_API_TOKEN_FILE": str(tmp_path / "none")})


def test_s14_secrets_are_not_in_the_settings_shown() -> None:
    shown = repr(load_settings(ENVIRONMENT | DATABASE))
    assert ENVIRONMENT["JWT_SECRET"] not in shown
    assert ENVIRONMENT["INTERNAL_API_TOKEN"] not in shown
    assert "w\\" not in shown
