"""Starts the service: checks the environment, then runs uvicorn with as many workers as asked for.

`python main.py` is what the image runs. With `--reload` uvicorn loads the application anew whenever a file in app/
changes, in one process and with ENV=development only.
"""

import os
import signal
import sys
import tempfile
from collections.abc import Sequence

import uvicorn
from uvicorn.supervisors import ChangeReload, Multiprocess

from app.core.config import STATE_DIRECTORY, Settings, SettingsError, load_settings
from app.core.draining import DrainingProtocol
from app.core.logs import LOGGING
from app.core.metrics import metrics_directory

# The container gets ten seconds to stop; the rest is for closing the pools.
GRACEFUL_SECONDS = 5
KEEP_ALIVE_SECONDS = 75
REQUESTS_PER_WORKER = 20_000


def server_options(settings: Settings) -> dict[str, object]:
    """Everything uvicorn is told."""
    recycled = settings.workers > 1
    return {
        "host": "0.0.0.0",  # noqa: S104 (inside the container; only Traefik is published)
        "port": settings.port,
        "workers": settings.workers,
        "http": DrainingProtocol,
        "ws": "none",
        "lifespan": "on",
        "log_config": LOGGING,
        "access_log": False,
        "server_header": False,
        # ForwardedMiddleware does it, and knows the proxies in front.
        "proxy_headers": False,
        "timeout_keep_alive": KEEP_ALIVE_SECONDS,
        "timeout_graceful_shutdown": GRACEFUL_SECONDS,
        # A lone worker is not recycled: nobody would serve meanwhile.
        "limit_max_requests": REQUESTS_PER_WORKER if recycled else None,
        "limit_max_requests_jitter": REQUESTS_PER_WORKER // 10 if recycled else 0,
    }


class Supervisor(Multiprocess):
    """Starts the workers and replaces those that end."""

    def terminate_all(self) -> None:
        # Otherwise this process would keep the port open while its workers finish: Traefik's next requests would
        # be let in and never be read, where a closed port sends them to another replica.
        for socket in self.sockets:
            socket.close()
        super().terminate_all()


def serve(settings: Settings) -> None:
    config = uvicorn.Config("app.application:create_app", factory=True, **server_options(settings))
    Supervisor(config, sockets=[config.bind_socket()]).run()


def serve_reloading(settings: Settings) -> None:
    """One process, replaced whenever a file of the application changes."""
    # A reload does not wait for connections: nobody else is to be served meanwhile.
    options = server_options(settings) | {"workers": 1, "limit_max_requests": None, "http": "auto"}
    config = uvicorn.Config("app.application:create_app", factory=True, reload=True, reload_dirs=["app"], **options)
    ChangeReload(config, target=uvicorn.Server(config).run, sockets=[config.bind_socket()]).run()


def main(arguments: Sequence[str] = ()) -> int:
    try:
        settings = load_settings()
    except SettingsError as error:
        print(f"Refusing to start: {error}", file=sys.stderr)  # noqa: T201
        return 1
    reloading = "--reload" in arguments
    if reloading and settings.production:
        print("Refusing to start: --reload is for ENV=development", file=sys.stderr)  # noqa: T201
        return 1
    if metrics := metrics_directory():
        metrics.mkdir(parents=True, exist_ok=True)
    # uvicorn repeats the signal once it has shut down; the default would report a crash.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with tempfile.TemporaryDirectory(prefix="api-") as directory:
        os.environ[STATE_DIRECTORY] = directory
        if not settings.production:
            # All workers must agree on a secret made up for development.
            os.environ["JWT_SECRET"] = settings.jwt_secret
        (serve_reloading if reloading else serve)(settings)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
