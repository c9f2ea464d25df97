"""The session: a signed token (HS256) in a cookie that only our own origin can set and send."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

import jwt
from fastapi import Response

from app.core.config import Settings

COOKIE = "__Host-session"
ALGORITHM = "HS256"
CLAIMS = ["sub", "iat", "exp", "jti", "iss", "aud"]
USER_ID = re.compile(r"[0-9]{1,18}")
TOKEN_ID = re.compile(r"[0-9a-f]{32}")
CLEAR_SITE_DATA = '"cache","cookies","storage"'


@dataclass(frozen=True, slots=True)
class Session:
    """Times are seconds since 1970."""

    user_id: str
    token_id: str
    issued_at: int
    expires_at: int


class Sessions:
    def __init__(self, settings: Settings, now: Callable[[], float] = time.time) -> None:
        self._settings = settings
        self._now = now

    def start(self, response: Response, user_id: int | str) -> None:
        response.set_cookie(
            COOKIE,
            self.issue(user_id),
            max_age=self._settings.session_seconds,
            path="/",
            secure=True,
            httponly=True,
            samesite="lax",
        )

    def issue(self, user_id: int | str) -> str:
        issued_at = int(self._now())
        claims = {
            "sub": str(user_id),
            "iat": issued_at,
            "exp": issued_at + self._settings.session_seconds,
            "jti": uuid4().hex,
            "iss": self._settings.public_origin,
            "aud": self._settings.public_origin,
        }
        return jwt.encode(claims, self._settings.jwt_secret, ALGORITHM)

    def read(self, token: str | None) -> Session | None:
        """The session of a token, or None when it is absent, expired, forged or meant for someone else."""
        if not token:
            return None
        try:
            claims = jwt.decode(
                token,
                self._settings.jwt_secret,
                algorithms=[ALGORITHM],
                audience=self._settings.public_origin,
                issuer=self._settings.public_origin,
                options={"require": CLAIMS},
            )
        except jwt.InvalidTokenError:
            return None
        # Both become headers of a request to Django, so they may only be what we issue ourselves.
        if not USER_ID.fullmatch(claims["sub"]) or not TOKEN_ID.fullmatch(claims["jti"]):
            return None
        return Session(claims["sub"], claims["jti"], int(claims["iat"]), int(claims["exp"]))


def end_session_headers() -> dict[str, str]:
    """A `__Host-` cookie is only deleted by a Set-Cookie with the same attributes."""
    return {
        "Set-Cookie": f"{COOKIE}=; Max-Age=0; Path=/; Secure; HttpOnly; SameSite=lax",
        "Clear-Site-Data": CLEAR_SITE_DATA,
    }
