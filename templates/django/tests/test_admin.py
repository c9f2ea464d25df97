"""S5, S6, C11: the admin, its files, its cookies and its throttle."""

from http.cookies import Morsel
from unittest.mock import patch

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.conftest import EMAIL, PASSWORD
from users.models import User
from users.services import throttle

pytestmark = pytest.mark.django_db
LOG_IN = "/admin/login/"


def log_in(browser: Client, email: str, password: str = PASSWORD) -> HttpResponse:
    return browser.post(f"{LOG_IN}?next=/admin/", {"username": email, "password": password})


def test_s5_an_administrator_logs_in_and_sees_accounts(browser: Client, admin_user: User, user: User) -> None:
    response = log_in(browser, "ROOT@example.org")
    assert (response.status_code, response["Location"]) == (302, "/admin/")
    assert EMAIL in browser.get("/admin/users/user/").content.decode()
    assert browser.get(f"/admin/users/user/{user.pk}/change/").status_code == 200


def test_s5_an_administrator_makes_an_account(browser: Client, admin_user: User) -> None:
    log_in(browser, admin_user.email)
    form = {"email": "New@example.org", "password1": PASSWORD, "password2": PASSWORD, "usable_password": "true"}
    assert browser.post("/admin/users/user/add/", form).status_code == 302
    assert User.objects.get(email="new@example.org").check_password(PASSWORD)
    again = browser.post("/admin/users/user/add/", form)
    assert "This e-mail address is taken." in again.content.decode()


def test_s5_others_cannot_log_in_to_the_admin(browser: Client, user: User) -> None:
    response = log_in(browser, EMAIL)
    assert response.status_code == 200
    assert "__Host-admin-session" not in response.cookies


def test_s5_guessing_at_the_admin_is_slowed_like_at_the_api(browser: Client, admin_user: User) -> None:
    with patch("users.services.accounts._password_is_right", return_value=False):
        for _ in range(throttle.FREE_FAILURES["account"]):
            assert "correct e-mail address" in log_in(browser, admin_user.email).content.decode()
    assert "Too many failed attempts" in log_in(browser, admin_user.email).content.decode()


def test_s5_the_admin_throttles_the_address_that_the_edge_names(browser: Client, admin_user: User) -> None:
    with patch("users.services.throttle.begin", side_effect=throttle.TooManyAttempts(1)) as begin:
        data = {"username": admin_user.email, "password": PASSWORD}
        browser.post(LOG_IN, data, headers={"X-Forwarded-For": "198.51.100.1, 203.0.113.7"})
    begin.assert_called_once_with(admin_user.email, "203.0.113.7")


def test_s8_cookies_are_bound_to_the_host_and_short_lived(browser: Client, admin_user: User) -> None:
    browser.get(LOG_IN)
    log_in(browser, admin_user.email)
    assert set(browser.cookies) == {"__Host-admin-session", "__Host-admin-csrf"}
    for cookie in browser.cookies.values():
        assert isinstance(cookie, Morsel)
        assert cookie["secure"]
        assert cookie["httponly"]
        assert (cookie["samesite"], cookie["path"], cookie["domain"]) == ("Strict", "/", "")
    assert 0 < browser.session.get_expiry_age() <= 3600


def test_c10_a_form_from_another_site_is_refused(admin_user: User) -> None:
    strict = Client(enforce_csrf_checks=True, headers={"Host": "app.example.org", "X-Forwarded-Proto": "https"})
    response = strict.post(LOG_IN, {}, headers={"Origin": "https://evil.example"})
    assert response.status_code == 403
    assert "Form expired" in response.content.decode()


def test_c11_its_files_are_served_under_its_own_path(browser: Client) -> None:
    response = browser.get("/admin/static/admin/css/base.css")
    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/css")
    assert "Access-Control-Allow-Origin" not in response
    assert b"--primary" in response.getvalue()
    assert '"/admin/static/admin/css/base.css"' in browser.get(LOG_IN).content.decode()


def test_s6_its_errors_are_pages(browser: Client, admin_user: User) -> None:
    log_in(browser, admin_user.email)
    missing = browser.get("/admin/nothing/")
    assert (missing.status_code, "nothing at this address" in missing.content.decode()) == (404, True)
    browser.raise_request_exception = False
    with patch("django.contrib.admin.sites.AdminSite.get_app_list", side_effect=RuntimeError("inside")):
        broken = browser.get("/admin/")
    assert broken.status_code == 500
    assert "has been logged" in broken.content.decode()
    assert "inside" not in broken.content.decode()


def test_s6_bad_and_forbidden_requests_are_pages_too(browser: Client, admin_user: User) -> None:
    assert "not valid" in browser.get("/admin/", headers={"Host": "evil.example"}).content.decode()
    staff = User.objects.create_user("staff@example.org", PASSWORD, is_staff=True)
    log_in(browser, staff.email)
    response = browser.get("/admin/users/user/")
    assert (response.status_code, "may not see" in response.content.decode()) == (403, True)
