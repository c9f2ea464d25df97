"""S5: Django owns users."""

import os
from unittest.mock import patch

import pytest
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application

from project.wsgi import application
from users.models import LoginAttempt, RevokedToken, User

pytestmark = pytest.mark.django_db


def test_s5_a_superuser_can_be_made_by_a_command() -> None:
    with patch.dict(os.environ, {"DJANGO_SUPERUSER_PASSWORD": "a quiet harbour 7"}):
        call_command("createsuperuser", interactive=False, email="Root@Example.org", verbosity=0)
    user = User.objects.get_by_natural_key("ROOT@example.org")
    assert user.is_superuser
    assert user.check_password("a quiet harbour 7")


def test_s5_a_user_needs_an_email() -> None:
    with pytest.raises(ValueError, match="e-mail address is needed"):
        User.objects.create_user("", "a quiet harbour 7")


def test_rows_name_themselves() -> None:
    assert str(User(email="a@example.org")) == "a@example.org"
    assert str(LoginAttempt(key="0123456789", failures=2)) == "01234567: 2"
    assert str(RevokedToken(token_id="abc")) == "abc"


def test_s16_the_application_loads() -> None:
    assert type(application) is type(get_wsgi_application())
