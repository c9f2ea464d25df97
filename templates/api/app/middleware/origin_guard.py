"""Refuses state-changing requests that a browser sends from another site (S5)."""

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from app.core.errors import ApiError

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
OWN_FETCH_SITES = frozenset({"same-origin", "none"})


class OriginGuardMiddleware:
    """Programs without a browser send neither header and pass: they hold no one else's cookie."""

    def __init__(self, app: ASGIApp, public_origin: str) -> None:
        self._app = app
        self._origin = public_origin

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] not in SAFE_METHODS and self._is_foreign(Headers(scope=scope)):
            refusal = ApiError(403, "cross_site", "This request comes from another site.")
            await refusal.response()(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _is_foreign(self, headers: Headers) -> bool:
        sites = headers.getlist("sec-fetch-site")
        origins = headers.getlist("origin")
        return any(site not in OWN_FETCH_SITES for site in sites) or any(origin != self._origin for origin in origins)
