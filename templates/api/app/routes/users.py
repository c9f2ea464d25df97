"""The person behind the session."""

from fastapi import APIRouter

from app.dependencies import DjangoDep, RequiredSession
from app.models.errors import problems
from app.models.users import CurrentUser

router = APIRouter(prefix="/api/users", tags=["users"])


@router.get("/me", responses=problems(401, 502, 503, 504))
async def read_me(session: RequiredSession, django: DjangoDep) -> CurrentUser:
    """Answered by Django, which knows of revoked sessions and changed passwords."""
    return await django.current_user(session)
