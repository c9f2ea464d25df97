"""S10: what happens once, before Django serves."""

from io import StringIO
from unittest.mock import MagicMock, patch

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

import manage
from tests.conftest import EMAIL, PASSWORD
from users.models import User
from users.services import preparation


def prepare(**options: float) -> str:
    out = StringIO()
    call_command("prepare", stdout=out, **options)
    return out.getvalue()


def failing(reason: str) -> object:
    return patch.object(connection, "ensure_connection", side_effect=OperationalError(reason))


def name_superuser(monkeypatch: pytest.MonkeyPatch, email: str, password: str) -> None:
    monkeypatch.setenv("DJANGO_SUPERUSER_EMAIL", email)
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", password)


@pytest.mark.django_db
def test_s10_it_migrates_and_can_be_repeated() -> None:
    assert "No migrations to apply" in prepare()
    assert not User.objects.exists()


@pytest.mark.django_db
def test_s5_it_makes_the_superuser_once(monkeypatch: pytest.MonkeyPatch) -> None:
    name_superuser(monkeypatch, "Ada@example.org", PASSWORD)
    assert "Administrator Ada@example.org created." in prepare()
    name_superuser(monkeypatch, EMAIL, "another harbour 8")
    assert "Administrator" not in prepare()
    user = User.objects.get()
    assert user.is_staff
    assert user.is_superuser
    assert user.check_password(PASSWORD)


@pytest.mark.django_db
def test_s5_it_never_promotes_an_account_that_exists(monkeypatch: pytest.MonkeyPatch, user: User) -> None:
    name_superuser(monkeypatch, EMAIL, PASSWORD)
    assert "not an administrator; nothing was changed" in prepare()
    user.refresh_from_db()
    assert not user.is_superuser


@pytest.mark.django_db
def test_s5_half_a_superuser_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    name_superuser(monkeypatch, EMAIL, "")
    assert "needed together" in prepare()


@pytest.mark.django_db
@pytest.mark.parametrize(("password", "reason"), [("short", "too short"), ("change_me_now_please", "placeholder")])
def test_s5_a_weak_superuser_is_refused(monkeypatch: pytest.MonkeyPatch, password: str, reason: str) -> None:
    name_superuser(monkeypatch, EMAIL, password)
    with pytest.raises(CommandError, match=f"DJANGO_SUPERUSER_PASSWORD.*{reason}"):
        prepare()
    assert not User.objects.exists()


def test_s10_a_changed_password_is_explained_at_once() -> None:
    explained = pytest.raises(CommandError, match=r"first start only.*scripts/rotate-password")
    with failing('FATAL:  password authentication failed for user "django"'), explained:
        prepare(wait=60)


def test_s10_a_missing_role_is_explained_at_once() -> None:
    with failing('FATAL:  database "base2" does not exist'), pytest.raises(CommandError, match="no such user"):
        prepare(wait=60)


def test_s10_waiting_is_bounded() -> None:
    told = pytest.raises(CommandError, match=r"did not answer within 0 seconds: connection refused")
    with failing("connection refused"), patch.object(preparation, "PAUSE_SECONDS", 0.01), told:
        prepare(wait=0.05)


def test_s10_a_database_that_comes_up_is_waited_for() -> None:
    said: list[str] = []
    answers = [OperationalError("starting up"), OperationalError("starting up"), None]
    with (
        patch.object(connection, "ensure_connection", side_effect=answers),
        patch.object(preparation, "PAUSE_SECONDS", 0),
    ):
        preparation.wait_for_database(5, said.append)
    assert said == ["Waiting for the database."]


@pytest.mark.parametrize(("answers", "gets_it"), [([True], True), ([False, True], True), ([False] * 9, False)])
def test_s10_one_process_migrates_at_a_time(answers: list[bool], gets_it: bool) -> None:
    cursor = MagicMock()
    cursor.fetchone.side_effect = [(answer,) for answer in answers]
    with patch.object(preparation, "connection") as database, patch.object(preparation, "PAUSE_SECONDS", 0.02):
        database.vendor = "postgresql"
        database.cursor.return_value.__enter__.return_value = cursor
        if gets_it:
            with preparation.migration_lock(5):
                pass
            assert "pg_advisory_unlock" in cursor.execute.call_args.args[0]
        else:
            with pytest.raises(preparation.NotReady, match="Another process"), preparation.migration_lock(0.03):
                pass


def test_s14_the_command_line_tells_a_wrong_setting_in_one_line() -> None:
    wrong = patch.object(manage, "execute_from_command_line", side_effect=ImproperlyConfigured("X is empty."))
    with wrong, pytest.raises(SystemExit, match="Django refuses to start: X is empty"):
        manage.main()
