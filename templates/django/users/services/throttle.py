"""Slows guessing of passwords, for one account and from one client, in the database all processes share.

An attempt is counted before the password is checked and taken back when it was right. Otherwise many
guesses sent at once would all pass before the first failure is written.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from project.networks import client_group
from users.emails import canonical
from users.models import LoginAttempt

FIRST_DELAY = timedelta(seconds=15)
LONGEST_DELAY = timedelta(minutes=15)
FORGET_AFTER = timedelta(hours=1)
# Many people may share an address; an account is one person.
FREE_FAILURES = {"account": 5, "client": 30}


class TooManyAttempts(Exception):
    def __init__(self, seconds: float) -> None:
        super().__init__(f"Wait {seconds:.0f} seconds.")
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Attempt:
    """One log-in that has been counted as failed until `succeeded` says otherwise."""

    account: str
    client: str

    @transaction.atomic
    def succeeded(self) -> None:
        LoginAttempt.objects.filter(key=self.account).delete()
        # Only this attempt is taken back: an own account must not clear a client's other failures.
        for row in LoginAttempt.objects.select_for_update().filter(key=self.client):
            row.failures = max(0, row.failures - 1)
            row.blocked_until = None
            row.save()


def begin(email: str, client_ip: str) -> Attempt:
    """Counts an attempt. Raises TooManyAttempts, without counting, while the account or client must wait."""
    attempt = Attempt(_key("account", canonical(email)), _key("client", client_group(client_ip)))
    free = {attempt.account: FREE_FAILURES["account"], attempt.client: FREE_FAILURES["client"]}
    LoginAttempt.objects.bulk_create([LoginAttempt(key=key) for key in sorted(free)], ignore_conflicts=True)
    with transaction.atomic():
        now = timezone.now()
        rows = list(LoginAttempt.objects.select_for_update().filter(key__in=free).order_by("key"))
        blocked = [row.blocked_until for row in rows if row.blocked_until and row.blocked_until > now]
        if blocked:
            raise TooManyAttempts((max(blocked) - now).total_seconds())
        for row in rows:
            _count(row, free[row.key], now)
    return attempt


def _count(row: LoginAttempt, free: int, now: datetime) -> None:
    if now - row.last_attempt_at > FORGET_AFTER:
        row.failures = 0
    row.failures += 1
    row.last_attempt_at = now
    doublings = row.failures - free
    row.blocked_until = now + min(FIRST_DELAY * 2 ** min(doublings, 10), LONGEST_DELAY) if doublings >= 0 else None
    row.save()


def _key(kind: str, value: str) -> str:
    return salted_hmac(f"users.throttle.{kind}", value.encode(errors="replace"), algorithm="sha256").hexdigest()


def prune() -> None:
    LoginAttempt.objects.filter(last_attempt_at__lt=timezone.now() - FORGET_AFTER).delete()
