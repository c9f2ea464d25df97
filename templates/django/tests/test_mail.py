"""Mail goes where EMAIL_* says, and complaints name the variable."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from project import mail

NAMES = ("HOST", "PORT", "TLS", "USER", "PASSWORD", "PASSWORD_FILE", "FROM")


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(f"EMAIL_{name}", raising=False)


def test_without_a_host_nothing_is_sent() -> None:
    assert mail.from_environment("dropped").backend == "dropped"


def test_a_relay_with_an_account(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "HOST": "smtp.example.com",
        "PORT": "465",
        "TLS": "tls",
        "USER": "shop",
        "PASSWORD": "x y",
    }.items():
        monkeypatch.setenv(f"EMAIL_{name}", value)
    found = mail.from_environment("dropped")
    assert found.backend.endswith("smtp.EmailBackend")
    assert (found.host, found.port, found.user, found.password) == ("smtp.example.com", 465, "shop", "x y")
    assert (found.tls, found.starttls) == (True, False)


def test_the_password_may_be_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "password").write_text("from a file\n", encoding="utf-8")
    monkeypatch.setenv("EMAIL_HOST", "smtp.example.com")
    monkeypatch.setenv("EMAIL_USER", "shop")
    monkeypatch.setenv("EMAIL_PASSWORD_FILE", str(tmp_path / "password"))
    found = mail.from_environment("dropped")
    assert (found.password, found.starttls, found.port) == ("from a file", True, 587)


@pytest.mark.parametrize(("name", "value"), [("EMAIL_TLS", "ssl"), ("EMAIL_PORT", "smtp"), ("EMAIL_USER", "shop")])
def test_what_is_wrong_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv("EMAIL_HOST", "smtp.example.com")
    monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match=name):
        mail.from_environment("dropped")
