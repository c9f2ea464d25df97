"""Which requests may travel on a connection that has been idle."""

import httpx

READS = frozenset({"GET", "HEAD"})


class FreshForWrites(httpx.AsyncBaseTransport):
    """What only reads goes over connections that stay open, anything else over one of its own.

    A worker that stops closes its idle connections. A request sent in that moment is lost, and nobody can say
    whether it was carried out: reading may be repeated, making an account may not. A connection costs a tenth of a
    millisecond here, checking a password a thousand times that.
    """

    def __init__(self, kept: httpx.AsyncBaseTransport, fresh: httpx.AsyncBaseTransport) -> None:
        self._kept = kept
        self._fresh = fresh

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        pool = self._kept if request.method in READS else self._fresh
        return await pool.handle_async_request(request)

    async def aclose(self) -> None:
        await self._kept.aclose()
        await self._fresh.aclose()
