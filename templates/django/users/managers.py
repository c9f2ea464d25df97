from typing import TYPE_CHECKING, Any

from django.contrib.auth.base_user import BaseUserManager

from users.emails import canonical

if TYPE_CHECKING:
    from users.models import User


class UserManager(BaseUserManager):
    def get_by_natural_key(self, email: str | None) -> "User":
        return self.get(email=canonical(email or ""))

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        if not email:
            raise ValueError("An e-mail address is needed.")
        user = self.model(email=email, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, **fields | {"is_staff": True, "is_superuser": True})
