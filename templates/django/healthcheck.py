"""Exit 0 when this container's server answers /healthz. Uses no proxy and no DNS."""

import http.client
import os
import sys

TIMEOUT_SECONDS = 3
OK = 200


def is_healthy(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT_SECONDS)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(0 if is_healthy(int(os.environ.get("DJANGO_PORT") or 8001)) else 1)
