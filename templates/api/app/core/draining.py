"""Connections of a worker that stops, or that is recycled: none is closed while Traefik may be sending on it."""

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

# How long an idle connection may still be used. Traefik takes the one it used last, so what is idle for so long is
# hardly chosen at the very moment at which it is closed. Part of the five seconds that a stop may take.
DRAIN_SECONDS = 2


class DrainingProtocol(HttpToolsProtocol):
    """Answers with `Connection: close` from the moment at which the worker is told to stop.

    uvicorn alone closes every idle connection in that moment. A request that is on its way then is lost: Traefik
    repeats what only reads, and answers a POST with 502, since it cannot know whether it was carried out.
    """

    draining = False

    def shutdown(self) -> None:
        self.draining = True
        if self.cycle is None or self.cycle.response_complete:
            self.loop.call_later(DRAIN_SECONDS, super().shutdown)
        else:
            super().shutdown()

    def on_headers_complete(self) -> None:
        super().on_headers_complete()
        # The answer has not begun: its task runs after this callback.
        if self.draining and self.cycle is not None:
            self.cycle.keep_alive = False
