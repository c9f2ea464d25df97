from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from users.emails import canonical
from users.managers import UserManager


class User(AbstractBaseUser, PermissionsMixin):
    """An account. The e-mail address is the user name, in lower case."""

    email = models.EmailField("e-mail address", unique=True, error_messages={"unique": "This e-mail address is taken."})
    is_staff = models.BooleanField("staff", default=False, help_text="May log in to the admin.")
    is_active = models.BooleanField("active", default=True, help_text="Switch off instead of deleting the account.")
    date_joined = models.DateTimeField(default=timezone.now, editable=False)
    password_changed_at = models.DateTimeField(
        default=timezone.now, editable=False, help_text="Sessions that began earlier are over."
    )

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        ordering = ("email",)
        constraints = (
            # The database holds to it even when something writes past save().
            models.UniqueConstraint(
                Lower("email"),
                name="users_user_email_without_case",
                violation_error_message="This e-mail address is taken.",
            ),
        )

    def __str__(self) -> str:
        return self.email

    def clean(self) -> None:
        super().clean()
        self.email = canonical(self.email)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = canonical(self.email)
        super().save(*args, **kwargs)

    def set_password(self, raw_password: str | None) -> None:
        """Also ends sessions. A hash that is only renewed at log-in does not: it saves `password` alone."""
        super().set_password(raw_password)
        self.password_changed_at = timezone.now()


class LoginAttempt(models.Model):
    """Failed log-ins of one account or one client address. The key is a keyed hash: no address is kept."""

    key = models.CharField(max_length=64, unique=True)
    failures = models.PositiveIntegerField(default=0)
    last_attempt_at = models.DateTimeField(default=timezone.now, db_index=True)
    blocked_until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.key[:8]}: {self.failures}"


class RevokedToken(models.Model):
    """A session that was ended before its time; kept until it would have ended by itself."""

    token_id = models.CharField(max_length=128, unique=True)
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.token_id
