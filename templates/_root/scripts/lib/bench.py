"""Asks Traefik for one path after the other, over connections that stay open. Plain Python, no packages.

Usage: python - DOMAIN SECONDS CLIENTS (scripts/bench runs it inside the stack's network)
Prints lines of: name, value, unit, with tabs between them.
"""

import asyncio
import json
import secrets
import ssl
import sys
import time

HOST, PORT = "traefik", 8443
WARM_UP_SECONDS = 2.0
MAX_REQUESTS = 500_000


class Connection:
    """One connection over TLS. The certificate is not checked: the load goes to a copy that this script started."""

    def __init__(self, domain: str) -> None:
        self._domain = domain
        self._context = ssl.create_default_context()
        self._context.check_hostname = False
        self._context.verify_mode = ssl.CERT_NONE

    async def __aenter__(self) -> "Connection":
        self._reader, self._writer = await asyncio.open_connection(
            HOST, PORT, ssl=self._context, server_hostname=self._domain
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        self._writer.close()

    async def ask(self, request: bytes) -> tuple[int, dict[str, str], bytes]:
        self._writer.write(request)
        head = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        status = int(head[0].split(" ")[1])
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:] if line)}
        if headers.get("transfer-encoding") == "chunked":
            return status, headers, await self._chunks()
        return status, headers, await self._reader.readexactly(int(headers.get("content-length", 0)))

    async def _chunks(self) -> bytes:
        parts = []
        while size := int(await self._reader.readline(), 16):
            parts.append(await self._reader.readexactly(size))
            await self._reader.readline()
        await self._reader.readline()
        return b"".join(parts)


def request(method: str, path: str, domain: str, body: bytes = b"", **headers: str) -> bytes:
    lines = [f"{method} {path} HTTP/1.1", f"Host: {domain}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    if body:
        lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
    return "\r\n".join([*lines, "", ""]).encode() + body


async def session_of_a_new_account(domain: str) -> str:
    """The cookie of somebody who just registered; empty where the API has no accounts."""
    body = json.dumps({"email": f"bench-{time.time_ns()}@example.com", "password": secrets.token_urlsafe(18)}).encode()
    async with Connection(domain) as connection:
        status, headers, _ = await connection.ask(
            request("POST", "/api/auth/register", domain, body, Origin=f"https://{domain}")
        )
    return headers.get("set-cookie", "").split(";")[0] if status == 201 else ""


async def client(domain: str, asked: bytes, until: float, times: list[float]) -> None:
    async with Connection(domain) as connection:
        while time.perf_counter() < until and len(times) < MAX_REQUESTS:
            start = time.perf_counter()
            status, _, _ = await connection.ask(asked)
            if status != 200:
                raise RuntimeError(f"{asked.split(b' ')[1].decode()} answered {status}")
            times.append(time.perf_counter() - start)


async def load(domain: str, asked: bytes, seconds: float, clients: int) -> list[float]:
    times: list[float] = []
    until = time.perf_counter() + seconds
    await asyncio.gather(*(client(domain, asked, until, times) for _ in range(clients)))
    return sorted(times)


async def main(domain: str, seconds: float, clients: int) -> None:
    cookie = await session_of_a_new_account(domain)
    login = {"Cookie": cookie} if cookie else {}
    paths = {
        "page": request("GET", "/", domain),
        "/api/health": request("GET", "/api/health", domain),
        "/api/users/me": request("GET", "/api/users/me", domain, **login),
    }
    for name, asked in paths.items():
        await load(domain, asked, WARM_UP_SECONDS, clients)
        times = await load(domain, asked, seconds, clients)
        print(f"{name}: requests per second\t{len(times) / seconds:.0f}\t/s")
        print(f"{name}: 99th percentile\t{times[int(len(times) * 0.99)] * 1000:.1f}\tms")


try:
    asyncio.run(main(sys.argv[1], float(sys.argv[2]), int(sys.argv[3])))
except (OSError, RuntimeError, asyncio.IncompleteReadError) as error:
    sys.exit(f"bench.py: {error}")
