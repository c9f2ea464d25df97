"""The admin's log-in goes through the same service, and so the same throttle, as the API's."""

from typing import Any

from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.forms import BaseUserCreationForm
from django.core.exceptions import ValidationError

from users.models import User
from users.services import accounts, throttle


class AdminLogInForm(AdminAuthenticationForm):
    def clean(self) -> dict[str, Any]:
        email = self.cleaned_data.get("username")
        password = self.cleaned_data.get("password")
        if email and password:
            self.user_cache = self._log_in(email, password)
            self.confirm_login_allowed(self.user_cache)
        return self.cleaned_data

    def _log_in(self, email: str, password: str) -> User:
        try:
            user = accounts.log_in(email, password, self.request.client_ip)
        except throttle.TooManyAttempts:
            raise ValidationError("Too many failed attempts. Wait a little.", code="too_many_attempts") from None
        except accounts.InvalidCredentials:
            raise self.get_invalid_login_error() from None
        # login() wants to know which backend a session belongs to.
        user.backend = "django.contrib.auth.backends.ModelBackend"
        return user


class NewUserForm(BaseUserCreationForm):
    class Meta:
        model = User
        fields = ("email",)
