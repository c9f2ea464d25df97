"""Answers of the probes."""

from typing import Literal

from pydantic import BaseModel


class Health(BaseModel):
    status: Literal["ok"] = "ok"
    service: Literal["api"] = "api"


class Checks(BaseModel):
    django: Literal["ok", "unavailable"]
    database: Literal["ok", "unavailable"] | None = None


class Readiness(BaseModel):
    status: Literal["ok", "unavailable"]
    checks: Checks
