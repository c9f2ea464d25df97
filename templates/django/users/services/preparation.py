"""The steps before Django may serve: a database that answers, one migration at a time, a first administrator."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connection

from project import env
from users.models import User
from users.services import accounts

# Any number does; all replicas must use the same.
LOCK_ID = 0x6D696772
PAUSE_SECONDS = 1.0

REFUSED_LOGIN = (
    "The database refuses the password in DJANGO_DATABASE_URL. Passwords in .env are written into the database "
    "at its first start only; if one was changed later, run scripts/rotate-password, which changes it in the "
    "database too, or put the old one back."
)
NO_ROLE_OR_DATABASE = (
    "The database has no such user or database as DJANGO_DATABASE_URL names. They are made at its first start; "
    "names changed in .env later have to be changed in the database too."
)


class NotReady(Exception):
    """What to tell the user."""


def wait_for_database(seconds: float, say: Callable[[str], None]) -> None:
    """Returns once the database answers. Raises NotReady after `seconds`, or at once when waiting cannot help."""
    deadline = time.monotonic() + seconds
    told = False
    while True:
        try:
            connection.ensure_connection()
            return
        except OperationalError as error:
            reason = str(error)
        if "password authentication failed" in reason or "no password supplied" in reason:
            raise NotReady(REFUSED_LOGIN)
        if "does not exist" in reason:
            raise NotReady(NO_ROLE_OR_DATABASE)
        if time.monotonic() > deadline:
            raise NotReady(f"The database did not answer within {seconds:.0f} seconds: {reason.strip()}")
        if not told:
            say("Waiting for the database.")
            told = True
        time.sleep(PAUSE_SECONDS)


@contextmanager
def migration_lock(seconds: float) -> Iterator[None]:
    """Lets one process migrate at a time, however many replicas start. Does nothing on SQLite."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        # The role's time-out is meant for requests; a migration may take longer.
        cursor.execute("SET statement_timeout = 0")
        _take_lock(cursor, seconds)
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK_ID])


def _take_lock(cursor: object, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while True:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK_ID])
        if cursor.fetchone()[0]:
            return
        if time.monotonic() > deadline:
            raise NotReady(f"Another process has been migrating for more than {seconds:.0f} seconds.")
        time.sleep(PAUSE_SECONDS)


def ensure_superuser() -> str | None:
    """Creates the administrator that the environment names; an account that exists is left as it is."""
    email, password = env.text("DJANGO_SUPERUSER_EMAIL"), env.given_secret("DJANGO_SUPERUSER_PASSWORD")
    if not email and not password:
        return None
    if not email or not password:
        return "No administrator: DJANGO_SUPERUSER_EMAIL and DJANGO_SUPERUSER_PASSWORD are needed together."
    if existing := User.objects.filter(email=accounts.canonical(email)).first():
        return None if existing.is_superuser else f"{email} exists and is not an administrator; nothing was changed."
    try:
        env.refuse_placeholder("DJANGO_SUPERUSER_PASSWORD", password)
        accounts.register(email, password, is_staff=True, is_superuser=True)
    except ImproperlyConfigured as error:
        raise NotReady(str(error)) from None
    except accounts.InvalidAccount as error:
        reasons = " ".join(message for messages in error.errors.values() for message in messages)
        raise NotReady(f"DJANGO_SUPERUSER_EMAIL or DJANGO_SUPERUSER_PASSWORD is not valid: {reasons}") from None
    return f"Administrator {email} created."
