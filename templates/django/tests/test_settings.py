"""S14, C10, C12, C13: settings come from the environment, are checked, and complaints name the variable."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command

from project import database, env
from tests.settings import VALUES

ROOT = Path(__file__).resolve().parent.parent
PRODUCTION = VALUES | {
    "DJANGO_DATABASE_URL": "postgres://django:p%40ss@postgres:5432/base2",
    "DJANGO_SETTINGS_MODULE": "project.settings.production",
}


def run(*command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    base = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(  # noqa: S603
        [sys.executable, *command], cwd=ROOT, env=base | variables, capture_output=True, text=True, timeout=60
    )


def test_c12_the_deployment_check_is_clean_with_nothing_silenced() -> None:
    done = run("manage.py", "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert (done.returncode, done.stderr) == (0, "")
    assert "0 silenced" in done.stdout


@pytest.mark.django_db
def test_s10_every_model_change_has_its_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize(
    ("variable", "value", "reason"),
    [
        ("DJANGO_SECRET_KEY", "", "is empty"),
        ("DJANGO_SECRET_KEY", "change_me_to_random_long_string", "is a placeholder"),
        ("DJANGO_SECRET_KEY", "django-insecure-0123456789abcdefghijklmnopqrstuvw", "is a placeholder"),
        ("DJANGO_SECRET_KEY", "s7fh3k2l9d", "is too short"),
        ("DJANGO_SECRET_KEY", "ab" * 30, "is too simple"),
        ("DJANGO_SECRET_KEY_FALLBACKS", "short", "is too short"),
        ("INTERNAL_API_TOKEN", "", "is empty"),
        ("INTERNAL_API_TOKEN", "CHANGE_ME_0123456789_abcdefghijklmnop", "is a placeholder"),
        ("DJANGO_DATABASE_URL", "", "is empty"),
        ("DJANGO_DATABASE_URL", "postgres://django:change_me@postgres:5432/base2", "is a placeholder"),
        ("DJANGO_DATABASE_URL", "postgres://django:@postgres:5432/base2", "has no password"),
        ("DJANGO_ALLOWED_HOSTS", "", "is empty"),
        ("DJANGO_ALLOWED_HOSTS", "app.example.org, *", "without *"),
        ("PUBLIC_ORIGIN", "http://app.example.org", "must be an origin"),
        ("PUBLIC_ORIGIN", "https://app.example.org/path", "must be an origin"),
        ("DJANGO_ADMIN_URL", "/internal", "taken"),
        ("DJANGO_ADMIN_URL", "/ad min", "must be a path"),
    ],
)
def test_s14_production_refuses_to_start(variable: str, value: str, reason: str) -> None:
    done = run("manage.py", "check", **PRODUCTION | {variable: value})
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert variable in done.stderr
    assert reason in done.stderr
    assert not value or len(value) < 12 or value not in done.stderr


def test_s14_gunicorn_tells_a_wrong_setting_in_one_line() -> None:
    done = run("-m", "gunicorn", "--check-config", **PRODUCTION | {"INTERNAL_API_TOKEN": ""})
    assert done.returncode == 1
    assert "INTERNAL_API_TOKEN is empty" in done.stderr
    assert "Traceback" not in done.stderr


def test_c3_gunicorn_reads_port_and_workers() -> None:
    values = PRODUCTION | {"DJANGO_PORT": "9001", "DJANGO_WORKERS": "3"}
    done = run("-m", "gunicorn", "--print-config", **values)
    lines = {tuple(part.strip() for part in line.split("=", 1)) for line in done.stdout.splitlines() if "=" in line}
    assert done.returncode == 0, done.stderr
    assert ("bind", "['0.0.0.0:9001']") in lines
    assert ("workers", "3") in lines


@pytest.mark.parametrize("value", ["0", "many", "99999999999", "1.5"])
def test_c3_a_port_that_cannot_be_is_refused(value: str) -> None:
    done = run("-m", "gunicorn", "--check-config", **PRODUCTION | {"DJANGO_PORT": value})
    assert "DJANGO_PORT must be a whole number" in done.stderr


PRINT = "import django; django.setup(); from django.conf import settings as s; "


def test_s14_debug_cannot_be_switched_on_in_production() -> None:
    assert run("-c", PRINT + "print(s.DEBUG)", **PRODUCTION | {"DJANGO_DEBUG": "true"}).stdout == "False\n"


def test_c10_allowed_hosts_are_a_trimmed_list_with_the_internal_name() -> None:
    values = PRODUCTION | {"DJANGO_ALLOWED_HOSTS": " a.example.org , b.example.org,", "PUBLIC_ORIGIN": "https://a:8443"}
    done = run("-c", PRINT + "print(s.ALLOWED_HOSTS, s.CSRF_TRUSTED_ORIGINS)", **values)
    assert done.stdout == "['a.example.org', 'b.example.org', 'django'] ['https://a:8443']\n"


def test_c11_development_needs_no_variable() -> None:
    script = PRINT + "print(s.DEBUG, s.DATABASES['default']['ENGINE'])"
    development = {"DJANGO_SETTINGS_MODULE": "project.settings.development"}
    assert run("-c", script, **development).stdout == "False django.db.backends.sqlite3\n"
    assert run("-c", script, **development | {"DJANGO_DEBUG": "true"}).stdout.startswith("True")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("postgres://u:p@h/db", ("u", "p", "h", "5432", "db")),
        ("postgresql://u%40x:p%40%3A%2F%25%23%20%24@h:6000/my%20db", ("u@x", "p@:/%# $", "h", "6000", "my db")),
        ("postgres://u:p@[2001:db8::1]:5433/db", ("u", "p", "2001:db8::1", "5433", "db")),
    ],
)
def test_c13_the_database_url_is_decoded(url: str, expected: tuple[str, ...]) -> None:
    found = database.parse("X", url)
    assert tuple(found[key] for key in ("USER", "PASSWORD", "HOST", "PORT", "NAME")) == expected


def test_c13_known_options_are_passed_on_and_others_refused() -> None:
    options = database.parse("X", "postgres://u:p@h/db?sslmode=require")["OPTIONS"]
    assert options["sslmode"] == "require"
    with pytest.raises(ImproperlyConfigured, match="X has options that are not known: color"):
        database.parse("X", "postgres://u:p@h/db?color=red")


@pytest.mark.parametrize(
    "url",
    [
        "secret-word",
        "mysql://u:secret-word@h/db",
        "postgres://u:secret-word@h",
        "postgres://u:secret-word/@h/db",
        "postgres://u:secret-word#@h/db",
        "postgres://u:secret-word@h:port/db",
        "postgres://u:secret-word@[::1/db",
    ],
)
def test_c13_a_wrong_url_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(ImproperlyConfigured) as error:
        database.parse("DJANGO_DATABASE_URL", url)
    assert "DJANGO_DATABASE_URL" in str(error.value)
    assert "secret-word" not in str(error.value)


def test_s14_flags_are_true_or_false(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("X", "perhaps")
    with pytest.raises(ImproperlyConfigured, match="X must be true or false"):
        env.flag("X")
    monkeypatch.setenv("X", "No")
    assert env.flag("X", default=True) is False


@pytest.mark.parametrize("value", ["", "change_me_to_random_long_string", "s7fh3k2l9d", "ab" * 30])
def test_s14_a_secret_is_long_and_random(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("X", value)
    with pytest.raises(ImproperlyConfigured, match=r"^X is ") as error:
        env.secret("X")
    assert not value or value not in str(error.value)


@pytest.mark.parametrize("value", ["", "1", "65536", "80 80", "eighty"])
def test_c3_numbers_are_bounded_and_have_a_default(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("X", value)
    if value:
        with pytest.raises(ImproperlyConfigured, match="from 1024 to 65535"):
            env.whole_number("X", 8001, 1024, 65535)
    else:
        assert env.whole_number("X", 8001, 1024, 65535) == 8001


@pytest.mark.parametrize("value", ["/admin", "admin/", "/hidden/back-office_2/"])
def test_s6_the_admin_path_needs_no_exact_slashes(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("X", value)
    assert env.url_path("X", "admin") == value.strip("/")


@pytest.mark.parametrize("value", ["/api", "/healthz/x", "a b", "a//b", "../x", "admin?x"])
def test_s6_the_admin_path_cannot_take_anothers(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("X", value)
    with pytest.raises(ImproperlyConfigured, match=r"^X must"):
        env.url_path("X", "admin")


def test_secrets_are_read_from_files_as_they_are(tmp_path: Path) -> None:
    hard = " a$b#c'd\"e\\f g@h:i/j%k "
    names = ("DJANGO_SECRET_KEY", "INTERNAL_API_TOKEN", "DJANGO_DB_PASSWORD")
    for name in names:
        (tmp_path / name).write_text(f"{name}{hard * 3}\n", encoding="utf-8")
    secrets = {f"{path.name}_FILE": str(path) for path in tmp_path.iterdir()}
    url = "postgres://django@postgres:5432/base2"
    kept = {name: value for name, value in PRODUCTION.items() if f"{name}_FILE" not in secrets}
    values = "s.SECRET_KEY, s.INTERNAL_API_TOKEN, s.DATABASES['default']['PASSWORD']"
    show = f"from django.conf import settings as s; print({values}, sep='|')"
    done = run("-c", show, **kept | secrets | {"DJANGO_DATABASE_URL": url})
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "|".join(f"{name}{hard * 3}" for name in names) + "\n"


def test_a_secret_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    done = run("manage.py", "check", **PRODUCTION | {"DJANGO_SECRET_KEY_FILE": str(tmp_path / "missing")})
    assert done.returncode == 1
    assert "DJANGO_SECRET_KEY_FILE names a file that cannot be read" in done.stderr
