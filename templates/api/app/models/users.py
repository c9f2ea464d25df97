"""What goes in and out of the account routes."""

from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, SecretStr, StringConstraints

Email = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True,
        min_length=3,
        max_length=254,
        pattern=r"^[^@\s\x00-\x1f\x7f]+@[^@\s\x00-\x1f\x7f]+$",
    ),
]
UserId = Annotated[int, Field(ge=1, le=2**63 - 1)] | Annotated[str, Field(min_length=1, max_length=64)]


class Credentials(BaseModel):
    model_config = ConfigDict(extra="forbid")

    email: Email = Field(examples=["ada@example.org"])
    password: Annotated[SecretStr, Field(min_length=1, max_length=128)]


class User(BaseModel):
    id: UserId
    email: Annotated[str, Field(max_length=254)]
    date_joined: AwareDatetime


class CurrentUser(User):
    is_staff: bool
