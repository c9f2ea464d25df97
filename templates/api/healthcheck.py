"""Asks the running service for /health; exit status 0 means healthy. Used by HEALTHCHECK."""

import os
import sys
from http.client import HTTPConnection, HTTPException

SECONDS = 2


def main() -> int:
    port = int(os.environ.get("FASTAPI_PORT") or 8000)
    connection = HTTPConnection("127.0.0.1", port, timeout=SECONDS)
    try:
        connection.request("GET", "/health")
        return 0 if connection.getresponse().status == 200 else 1  # noqa: PLR2004
    except (OSError, HTTPException) as error:
        print(f"unhealthy: {error}", file=sys.stderr)  # noqa: T201
        return 1
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(main())
