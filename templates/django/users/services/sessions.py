"""The API's sessions: Django decides whether one still counts."""

from datetime import UTC, datetime

from django.utils import timezone

from users.models import RevokedToken, User


def revoke(token_id: str, expires_at: datetime) -> None:
    prune()
    if expires_at > timezone.now():
        RevokedToken.objects.bulk_create(
            [RevokedToken(token_id=token_id, expires_at=expires_at)], ignore_conflicts=True
        )


def user_of(user_id: int, token_id: str, issued_at: int) -> User | None:
    """The session's user; None when it is revoked, the user is gone or inactive, or the password has changed."""
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None or RevokedToken.objects.filter(token_id=token_id).exists():
        return None
    # Tokens know whole seconds only.
    changed_at = user.password_changed_at.replace(microsecond=0)
    return user if datetime.fromtimestamp(issued_at, UTC) >= changed_at else None


def prune() -> None:
    """A token that has expired by itself need not be known any more."""
    RevokedToken.objects.filter(expires_at__lt=timezone.now()).delete()
