"""S5: failed log-ins are slowed for each account and each client, for all processes alike."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.utils import timezone

from tests.conftest import EMAIL, PASSWORD, InternalClient
from users.models import LoginAttempt, User
from users.services import throttle

pytestmark = pytest.mark.django_db
FREE = throttle.FREE_FAILURES["account"]


@pytest.fixture(autouse=True)
def _fast_hashing() -> object:
    with (
        patch("users.services.accounts.make_password"),
        patch.object(User, "check_password", lambda _user, password: password == PASSWORD),
    ):
        yield


def fail(internal: InternalClient, email: str = EMAIL, times: int = FREE) -> list[int]:
    return [internal.log_in(email, "wrong password 1").status_code for _ in range(times)]


def later(seconds: float) -> object:
    return patch("django.utils.timezone.now", return_value=timezone.now() + timedelta(seconds=seconds))


@pytest.mark.parametrize("email", [EMAIL, "nobody@example.org"])
def test_s5_an_account_is_slowed_whether_it_exists_or_not(internal: InternalClient, user: User, email: str) -> None:
    assert fail(internal, email) == [401] * FREE
    response = internal.log_in(email, PASSWORD)
    assert response.status_code == 429
    assert response.json()["code"] == "too_many_attempts"
    assert 1 <= int(response["Retry-After"]) <= throttle.FIRST_DELAY.total_seconds()


def test_s5_another_address_does_not_help_against_one_account(internal: InternalClient, user: User) -> None:
    fail(internal)
    assert InternalClient(address="198.51.100.9").log_in().status_code == 429


def test_s5_other_accounts_are_not_slowed(internal: InternalClient, user: User) -> None:
    fail(internal, "other@example.org")
    assert internal.log_in().status_code == 200


def test_s5_the_wait_grows_and_ends(internal: InternalClient, user: User) -> None:
    fail(internal)
    with later(16):
        assert fail(internal, times=2) == [401, 429]
    with later(16 + 29):
        assert internal.log_in().status_code == 429
    with later(16 + 31):
        assert internal.log_in().status_code == 200
    assert not LoginAttempt.objects.filter(failures__gt=1).exclude(failures=FREE + 1).exists()


def test_s5_the_wait_has_a_bound() -> None:
    row = LoginAttempt(failures=10**6)
    now = timezone.now()
    with patch.object(LoginAttempt, "save"):
        throttle._count(row, FREE, now)
    assert row.blocked_until == now + throttle.LONGEST_DELAY


def test_s5_a_client_is_slowed_over_many_accounts(internal: InternalClient) -> None:
    free = throttle.FREE_FAILURES["client"]
    assert [fail(internal, f"u{n}@example.org", 1)[0] for n in range(free + 1)] == [401] * free + [429]
    assert fail(InternalClient(address="198.51.100.9"), "u@example.org", 1) == [401]


def test_s5_an_ipv6_client_counts_as_its_network() -> None:
    free = throttle.FREE_FAILURES["client"]
    codes = [fail(InternalClient(address=f"2001:db8::{n:x}"), f"u{n}@example.org", 1)[0] for n in range(free + 1)]
    assert codes[-1] == 429


def test_s5_an_own_account_does_not_clear_a_clients_failures(internal: InternalClient, user: User) -> None:
    for number in range(4):
        fail(internal, f"u{number}@example.org", 1)
        assert internal.log_in().status_code == 200
    assert max(LoginAttempt.objects.values_list("failures", flat=True)) == 4


def test_s5_old_failures_are_forgotten(internal: InternalClient, user: User) -> None:
    fail(internal, times=FREE - 1)
    with later(3601):
        assert fail(internal, times=2) == [401, 401]
        assert internal.log_in().status_code == 200
    with later(2 * 3601 + 1):
        throttle.prune()
    assert not LoginAttempt.objects.exists()


def test_s5_neither_address_nor_email_is_stored(internal: InternalClient) -> None:
    fail(internal, times=1)
    assert {len(key) for key in LoginAttempt.objects.values_list("key", flat=True)} == {64}


def test_s5_guesses_sent_at_once_are_counted_before_the_password_is_checked(user: User) -> None:
    for _ in range(FREE):
        throttle.begin(EMAIL, "203.0.113.7")
    with pytest.raises(throttle.TooManyAttempts):
        throttle.begin(EMAIL, "203.0.113.7")
