"""The one shape of every error, and how routes document it."""

from typing import Annotated, Any

from pydantic import BaseModel, Field

Text = Annotated[str, Field(max_length=1024)]

DESCRIPTIONS = {
    400: "The body cannot be read",
    401: "No valid session",
    403: "Not allowed, or sent from another site",
    409: "In conflict with what exists",
    413: "The body is too large",
    422: "Some fields are not valid",
    429: "Too many requests; see Retry-After",
    500: "An error on our side",
    502: "Django answered with an error",
    503: "Django cannot be reached",
    504: "Django did not answer in time",
}


class Problem(BaseModel):
    detail: Text = Field(description="For people")
    code: Annotated[str, Field(max_length=64)] = Field(description="For programs; does not change")
    errors: dict[str, list[Text]] | None = Field(None, description="Messages by field name")


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a route: these statuses and those that any route may answer."""
    every = sorted({*statuses, 429, 500})
    return {status: {"model": Problem, "description": DESCRIPTIONS[status]} for status in every}
