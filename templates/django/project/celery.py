"""The queue: `tasks.py` of every app says what can be done, `.delay(…)` hands it over, the worker does it.

Tasks are JSON, are repeated when a worker dies under them, and so must not mind being done twice.
"""

import os
import warnings
from contextvars import Token
from datetime import timedelta
from logging.config import dictConfig
from typing import Any
from urllib.parse import quote

from celery import Celery, signals
from celery.exceptions import CPendingDeprecationWarning, SecurityWarning

from project import env
from project.heartbeat import Heartbeat
from project.logs import LOGGING, request_id

# All keys and channels that this service's user may touch as a queue begin with it.
PREFIX = "queue:"
LONGEST = 3600

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings.production")

# The container's user has a number and no name, which Celery takes for root.
warnings.filterwarnings("ignore", category=SecurityWarning)
# On purpose a task that runs is not cancelled when the queue goes away under it.
warnings.filterwarnings("ignore", category=CPendingDeprecationWarning)


def broker_url() -> str:
    """Made here and not in the environment, where a password would have to be escaped."""
    host = env.text("VALKEY_HOST")
    if not host:
        return "memory://"
    user = quote(env.text("VALKEY_USER", "django"), safe="")
    password = quote(env.given_secret("VALKEY_PASSWORD"), safe="")
    return f"redis://{user}:{password}@{host}:{env.whole_number('VALKEY_PORT', 6379, 1, 65535)}/0"


def configuration() -> dict[str, Any]:
    limit = env.whole_number("WORKER_TIME_LIMIT", 300, 1, LONGEST)
    results = env.flag("WORKER_RESULTS", default=False)
    connection = {
        "global_keyprefix": PREFIX,
        # Longer than any task may take: what is not done by then counts as lost and is done again.
        "visibility_timeout": 2 * LONGEST,
        "socket_connect_timeout": 3,
        "socket_timeout": 10,
        "socket_keepalive": True,
        "health_check_interval": 25,
    }
    return {
        "broker_url": broker_url(),
        "broker_transport_options": connection,
        "broker_connection_retry_on_startup": True,
        "broker_connection_max_retries": None,
        # A request that hands over a task does not wait long for a queue that is away.
        "broker_connection_timeout": 3,
        "task_publish_retry_policy": {"max_retries": 1, "interval_start": 0.1, "interval_step": 0.1},
        "result_backend": broker_url() if results else None,
        "result_backend_transport_options": connection,
        "result_expires": 86400,
        "task_ignore_result": not results,
        "task_default_queue": "default",
        "task_serializer": "json",
        "result_serializer": "json",
        "accept_content": ["json"],
        "task_acks_late": True,
        "task_reject_on_worker_lost": True,
        # The soft limit lets a task tidy up, the hard one ends its process.
        "task_soft_time_limit": limit,
        "task_time_limit": limit + 10,
        "worker_prefetch_multiplier": 1,
        "worker_max_tasks_per_child": 500,
        "worker_soft_shutdown_timeout": env.whole_number("WORKER_FINISH_SECONDS", 0, 0, LONGEST),
        # Nobody can make a worker do anything but tasks.
        "worker_enable_remote_control": False,
        "worker_send_task_events": False,
        "worker_redirect_stdouts": False,
        "beat_max_loop_interval": 10,
        "beat_schedule": {
            "prune": {
                "task": "users.tasks.prune",
                "schedule": timedelta(minutes=env.whole_number("WORKER_PRUNE_MINUTES", 60, 1, 1440)),
                # One that waited longer has a successor already.
                "options": {"expires": 3600},
            },
        },
        "timezone": "UTC",
    }


app = Celery("project")
app.conf.update(configuration())
app.steps["worker"].add(Heartbeat)
app.autodiscover_tasks(["users"])


@signals.setup_logging.connect
def log_as_django_does(**_more: Any) -> None:
    dictConfig(LOGGING)


@signals.before_task_publish.connect
def send_request_id(headers: dict[str, Any] | None = None, **_more: Any) -> None:
    if headers is not None and (current := request_id.get()):
        headers["request_id"] = current


@signals.task_prerun.connect
def take_request_id(task: Any = None, **_more: Any) -> None:
    """Lines in the log of a task have the id of the request that it came from, or else its own."""
    token = request_id.set(task.request.get("request_id") or task.request.id or "")
    task.request.request_id_token = token


@signals.task_postrun.connect
def drop_request_id(task: Any = None, **_more: Any) -> None:
    token: Token[str] | None = task.request.get("request_id_token")
    if token:
        request_id.reset(token)
