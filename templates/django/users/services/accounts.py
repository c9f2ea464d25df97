"""Registering and logging in, for the API and the admin alike."""

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import update_last_login
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from users.emails import canonical
from users.models import User
from users.services import throttle


class EmailTaken(Exception):
    pass


class InvalidCredentials(Exception):
    pass


class InvalidAccount(Exception):
    """Holds the complaints by field."""

    def __init__(self, errors: dict[str, list[str]]) -> None:
        super().__init__("The account is not valid.")
        self.errors = errors


def register(email: str, password: str, **fields: bool) -> User:
    """Creates an account. Raises InvalidAccount or EmailTaken."""
    user = User(email=canonical(email), **fields)
    if errors := _complaints(user, password):
        raise InvalidAccount(errors)
    if User.objects.filter(email=user.email).exists():
        raise EmailTaken
    user.set_password(password)
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError:
        # Somebody registered it between the look and the insert.
        raise EmailTaken from None
    return user


def _complaints(user: User, password: str) -> dict[str, list[str]]:
    errors: dict[str, list[str]] = {}
    try:
        user.clean_fields(exclude={"password"})
    except ValidationError as error:
        errors |= error.message_dict
    try:
        validate_password(password, user)
    except ValidationError as error:
        errors["password"] = error.messages
    return errors


def log_in(email: str, password: str, client_ip: str) -> User:
    """The account these credentials belong to. Raises InvalidCredentials or throttle.TooManyAttempts."""
    attempt = throttle.begin(email, client_ip)
    user = User.objects.filter(email=canonical(email)).first()
    if not _password_is_right(user, password) or not user.is_active:
        raise InvalidCredentials
    attempt.succeeded()
    update_last_login(None, user)
    _prune()
    return user


def _password_is_right(user: User | None, password: str) -> bool:
    if user and user.has_usable_password():
        return user.check_password(password)
    # The same work as for a real account, so that the time does not tell which exist.
    make_password(password)
    return False


def _prune() -> None:
    throttle.prune()
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
