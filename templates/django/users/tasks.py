"""What the worker does for accounts."""

from importlib import import_module

from celery import shared_task
from django.conf import settings

from users.services import sessions, throttle


@shared_task
def prune() -> None:
    """Takes out of the database what has expired; beat asks for it."""
    throttle.prune()
    sessions.prune()
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
