"""Register, log in, log out. Django keeps the accounts; this service keeps the session cookie."""

from fastapi import APIRouter, Response, status

from app.core.errors import ApiError
from app.core.security import end_session_headers
from app.dependencies import DjangoDep, OptionalSession, SessionsDep, SettingsDep
from app.models.errors import problems
from app.models.users import Credentials, User

router = APIRouter(prefix="/api/auth", tags=["auth"])
NO_SESSION_NEEDED = {"security": [{}]}


@router.post(
    "/register", status_code=status.HTTP_201_CREATED, responses=problems(400, 403, 409, 413, 422, 502, 503, 504)
)
async def register(
    credentials: Credentials, response: Response, settings: SettingsDep, sessions: SessionsDep, django: DjangoDep
) -> User:
    """Creates an account and logs in."""
    if not settings.registration_open:
        raise ApiError(403, "registration_closed", "Registration is closed.")
    user = await django.register(credentials)
    sessions.start(response, user.id)
    return user


@router.post("/login", responses=problems(400, 401, 403, 413, 422, 502, 503, 504))
async def login(credentials: Credentials, response: Response, sessions: SessionsDep, django: DjangoDep) -> User:
    """Starts a session; repeated failures are slowed per account and per address."""
    user = await django.login(credentials)
    sessions.start(response, user.id)
    return user


@router.post(
    "/logout",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=problems(403, 502, 503, 504),
    openapi_extra=NO_SESSION_NEEDED,
)
async def logout(session: OptionalSession, django: DjangoDep) -> Response:
    """Ends the session here and in this browser, also when there is none.

    If Django cannot be told, the browser still forgets the session and the error says so.
    """
    headers = end_session_headers()
    if session:
        try:
            await django.logout(session)
        except ApiError as error:
            error.headers |= headers
            raise
    return Response(status_code=status.HTTP_204_NO_CONTENT, headers=headers)
