"""How gunicorn serves Django here; it finds this file by its name."""

import importlib
import os
import sys

import gunicorn
import gunicorn.http.wsgi
from django.core.exceptions import ImproperlyConfigured

from project import metrics, tracing
from project.env import whole_number
from project.logs import LOGGING
from project.networks import connected_networks

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings.production")
try:
    # A wrong setting is told once, in one line, before any process is started.
    importlib.import_module(os.environ["DJANGO_SETTINGS_MODULE"])
    port = whole_number("DJANGO_PORT", 8001, 1024, 65535)
    workers = whole_number("DJANGO_WORKERS", 2, 1, 64)
except ImproperlyConfigured as error:
    sys.exit(f"Django refuses to start: {error}")

bind = f"0.0.0.0:{port}"
wsgi_app = "project.wsgi:application"
preload_app = True

# Threads keep /healthz answering while others hash passwords or wait for the database.
# Each thread holds at most one database connection.
worker_class = "gthread"
threads = 4
timeout = 30
# Docker kills after 10 seconds.
graceful_timeout = 7
# Longer than Traefik keeps an idle connection (60 s), so that it never sends on a closing one.
keepalive = 75
max_requests = 2000
max_requests_jitter = 200
# The heartbeat file must not be on a disk; /dev/shm is memory and writable in a read-only container.
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else "/tmp"  # noqa: S108
control_socket_disable = True

# Who may say that the client used https. Peers on the container's own networks are Traefik and the API.
forwarded_allow_ips = ",".join(connected_networks())
secure_scheme_headers = {"X-FORWARDED-PROTO": "https"}
# By default such a peer could also set SCRIPT_NAME and PATH_INFO, and so move a request to another route.
forwarder_headers = ""

limit_request_line = 4094
limit_request_fields = 64
limit_request_field_size = 8190

logconfig_dict = LOGGING


def post_fork(_server: object, _worker: object) -> None:
    tracing.export_traces()


def child_exit(_server: object, _worker: object) -> None:
    if place := metrics.directory():
        metrics.adopt_dead_workers(place)


# There is no setting for the Server header; a bare word at least names no product.
gunicorn.SERVER = gunicorn.http.wsgi.SERVER = "web"
