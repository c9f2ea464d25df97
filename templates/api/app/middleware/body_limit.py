"""Stops request bodies over the limit, announced or streamed, before they fill memory."""

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.core.errors import ApiError

DETAIL = "The request body is too large."


class BodyLimitMiddleware:
    def __init__(self, app: ASGIApp, limit: int) -> None:
        self._app = app
        self._limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        announced = Headers(scope=scope).get("content-length", "0")
        if not announced.isdecimal() or int(announced[:20]) > self._limit:
            refusal = ApiError(413, "too_large", DETAIL, headers={"Connection": "close"})
            await refusal.response()(scope, receive, send)
            return
        received = 0

        async def counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > self._limit:
                # FastAPI lets an HTTPException out of its body parsing unchanged.
                raise HTTPException(413, DETAIL, {"Connection": "close"})
            return message

        await self._app(scope, counted, send)
