"""S5: accounts work end to end."""

import time
from unittest.mock import patch

import pytest
from django.db import IntegrityError, OperationalError
from django.http import HttpResponse
from django.utils import timezone

from tests.conftest import EMAIL, PASSWORD, InternalClient
from users.models import RevokedToken, User
from users.services import accounts

pytestmark = pytest.mark.django_db
NOW = int(time.time())
REGISTER = "/internal/auth/register"


def says(response: HttpResponse, status: int, code: str) -> dict[str, object]:
    body = response.json()
    assert (response.status_code, body["code"]) == (status, code)
    assert body["detail"]
    assert response["Cache-Control"] == "no-store"
    return body


def test_s5_registering_makes_an_account_with_an_argon2_password(internal: InternalClient) -> None:
    response = internal.post(REGISTER, {"email": " Ada@Example.org ", "password": PASSWORD})
    user = User.objects.get()
    assert response.status_code == 201
    assert set(response.json()) == {"id", "email", "date_joined"}
    assert (response.json()["id"], user.email) == (user.pk, EMAIL)
    assert user.password.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    assert not user.is_staff


@pytest.mark.parametrize("email", [EMAIL, "ADA@example.ORG"])
def test_s5_an_email_is_taken_whatever_its_case(internal: InternalClient, user: User, email: str) -> None:
    says(internal.post(REGISTER, {"email": email, "password": PASSWORD}), 409, "email_taken")


def test_s5_two_registrations_at_once_make_one_account(user: User) -> None:
    with patch.object(User.objects, "filter", return_value=User.objects.none()), pytest.raises(accounts.EmailTaken):
        accounts.register(EMAIL, PASSWORD)


def test_s5_the_database_itself_refuses_a_second_spelling(user: User) -> None:
    other = User.objects.create_user("other@example.org", PASSWORD)
    with pytest.raises(IntegrityError):
        User.objects.filter(pk=other.pk).update(email="ADA@example.org")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"email": "new@example.org", "password": "short"}, "password"),
        ({"email": "new@example.org", "password": "123456789012345"}, "password"),
        ({"email": "new@example.org", "password": "new@example.org"}, "password"),
        ({"email": "new@example.org", "password": ""}, "password"),
        ({"email": "new@example.org", "password": "x" * 129}, "password"),
        ({"email": "new@example.org", "password": ["a list of words"]}, "password"),
        ({"email": "nobody", "password": PASSWORD}, "email"),
        ({"email": "a\0b@example.org", "password": PASSWORD}, "email"),
        ({"email": "a" * 250 + "@example.org", "password": PASSWORD}, "email"),
        ({"password": PASSWORD}, "email"),
    ],
)
def test_s5_what_is_wrong_is_said_by_field(internal: InternalClient, body: dict[str, object], field: str) -> None:
    errors = says(internal.post(REGISTER, body), 422, "invalid")["errors"]
    assert list(errors) == [field]
    assert not User.objects.exists()


def test_s5_half_a_surrogate_pair_is_refused(internal: InternalClient) -> None:
    response = internal.post(REGISTER, '{"email": "a@example.org", "password": "\\ud800 and some more"}')
    says(response, 422, "invalid")


@pytest.mark.parametrize("body", ["{", "[]", '"text"', "[" * 100_000])
def test_s5_what_is_not_a_json_object_is_refused(internal: InternalClient, body: str) -> None:
    says(internal.post(REGISTER, body), 400, "invalid_json")


def test_s5_bodies_are_bounded_and_typed(internal: InternalClient) -> None:
    says(internal.post(REGISTER, "x" * (1024 * 1024 + 1)), 413, "too_large")
    form = internal.client.post(REGISTER, {"email": EMAIL}, headers=internal.headers)
    says(form, 415, "not_json")
    response = internal.get(REGISTER)
    says(response, 405, "method_not_allowed")
    assert response["Allow"] == "POST"


def test_s5_logging_in_answers_the_user(internal: InternalClient, user: User) -> None:
    response = internal.log_in("ADA@example.org")
    assert response.status_code == 200
    assert response.json()["id"] == user.pk
    user.refresh_from_db()
    assert user.last_login
    assert not internal.client.cookies


@pytest.mark.parametrize(
    ("email", "password"), [(EMAIL, "wrong password 1"), ("nobody@example.org", PASSWORD), ("nobody", PASSWORD)]
)
def test_s5_wrong_credentials_are_told_alike(internal: InternalClient, user: User, email: str, password: str) -> None:
    says(internal.log_in(email, password), 401, "invalid_credentials")


@pytest.mark.parametrize("email", [EMAIL, "nobody@example.org", "locked@example.org"])
def test_s5_unknown_accounts_cost_the_same_work(internal: InternalClient, user: User, email: str) -> None:
    User.objects.create_user("locked@example.org", None)
    hasher = "users.hashers.Argon2Hasher"
    with patch(f"{hasher}.verify", return_value=False) as verify, patch(f"{hasher}.encode", return_value="x") as encode:
        internal.log_in(email, "wrong password 1")
    assert verify.call_count + encode.call_count == 1


def test_s5_an_inactive_account_cannot_log_in(internal: InternalClient, user: User) -> None:
    User.objects.update(is_active=False)
    says(internal.log_in(), 401, "invalid_credentials")


def test_s5_me_answers_the_sessions_user(internal: InternalClient, user: User) -> None:
    response = internal.me(user.pk, issued_at=int(user.password_changed_at.timestamp()))
    assert response.status_code == 200
    assert set(response.json()) == {"id", "email", "date_joined", "is_staff"}


@pytest.mark.parametrize(
    ("user_id", "token_id", "issued_at"),
    [
        ("", "t", NOW),
        ("x", "t", NOW),
        ("9" * 19, "t", NOW),
        ("-1", "t", NOW),
        ("1", "", NOW),
        ("1", "a b", NOW),
        ("1", "t", ""),
        ("1", "t", "soon"),
        ("1", "t", "9" * 19),
        ("999999", "t", NOW),
    ],
)
def test_s5_a_session_that_cannot_be_is_401(
    internal: InternalClient, user_id: str, token_id: str, issued_at: object
) -> None:
    says(internal.me(user_id, token_id, issued_at), 401, "invalid_session")


def test_s5_an_inactive_users_session_is_over(internal: InternalClient, user: User) -> None:
    User.objects.update(is_active=False)
    says(internal.me(user.pk, issued_at=NOW + 60), 401, "invalid_session")


def test_s5_changing_the_password_ends_older_sessions(internal: InternalClient, user: User) -> None:
    issued_at = int(user.password_changed_at.timestamp())
    user.password_changed_at = timezone.now() + timezone.timedelta(seconds=5)
    user.save()
    says(internal.me(user.pk, issued_at=issued_at), 401, "invalid_session")
    assert internal.me(user.pk, issued_at=issued_at + 6).status_code == 200


def test_s5_renewing_a_hash_keeps_sessions(internal: InternalClient, user: User) -> None:
    before = user.password_changed_at
    with patch("users.hashers.Argon2Hasher.must_update", return_value=True):
        assert internal.log_in().status_code == 200
    user.refresh_from_db()
    assert user.password_changed_at == before


def test_s5_logging_out_revokes_that_session_only(internal: InternalClient, user: User) -> None:
    headers = {"X_User_Id": str(user.pk), "X_Token_Id": "token-1"}
    for _twice in range(2):
        assert internal.post("/internal/auth/logout", {"expires_at": NOW + 60}, **headers).status_code == 204
    says(internal.me(user.pk, "token-1", NOW + 60), 401, "invalid_session")
    assert internal.me(user.pk, "token-2", NOW + 60).status_code == 200


def test_s5_revoked_tokens_are_kept_until_they_expire(internal: InternalClient) -> None:
    RevokedToken.objects.create(token_id="old", expires_at=timezone.now() - timezone.timedelta(seconds=1))
    internal.post("/internal/auth/logout", {"expires_at": NOW - 60}, X_Token_Id="expired")
    assert not RevokedToken.objects.exists()


@pytest.mark.parametrize("expires_at", [None, "soon", True, -1, 10**30, 1.5])
def test_s5_an_expiry_that_cannot_be_is_refused(internal: InternalClient, expires_at: object) -> None:
    response = internal.post("/internal/auth/logout", {"expires_at": expires_at}, X_Token_Id="t")
    says(response, 422, "invalid")


def test_s12_without_the_database_the_answer_is_503_json(internal: InternalClient) -> None:
    with patch("users.services.accounts.log_in", side_effect=OperationalError("connection refused")):
        response = internal.log_in()
    says(response, 503, "database_unavailable")
    assert response["Retry-After"] == "5"


def test_s12_a_bug_is_500_json_without_its_reason(internal: InternalClient) -> None:
    with patch("users.services.accounts.log_in", side_effect=RuntimeError("inside")):
        response = internal.log_in()
    assert response.status_code == 500
    assert "inside" not in response.content.decode()
    assert response.json()["code"] == "server_error"
