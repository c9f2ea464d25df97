"""Every error is JSON: {"detail": text for people, "code": word for programs}."""

from collections.abc import Mapping

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

CODES = {
    400: "bad_request",
    401: "not_authenticated",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    413: "too_large",
    429: "too_many_requests",
}
# Pydantic would show the regular expression.
MESSAGES = {"string_pattern_mismatch": "This does not have the expected form."}


class ApiError(Exception):
    """An answer that ends the request; `errors` maps field names to messages."""

    def __init__(
        self,
        status: int,
        code: str,
        detail: str,
        *,
        headers: Mapping[str, str] | None = None,
        errors: Mapping[str, list[str]] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.code = code
        self.detail = detail
        self.headers = dict(headers or {})
        self.errors = errors

    def response(self) -> JSONResponse:
        body: dict[str, object] = {"detail": self.detail, "code": self.code}
        if self.errors:
            body["errors"] = self.errors
        return JSONResponse(body, self.status, self.headers)


def internal_error() -> JSONResponse:
    return ApiError(500, "internal_error", "Something went wrong on our side.").response()


def install_error_handlers(app: FastAPI) -> None:
    @app.exception_handler(ApiError)
    async def api_error(_: Request, error: ApiError) -> JSONResponse:
        return error.response()

    @app.exception_handler(HTTPException)
    async def http_error(_: Request, error: HTTPException) -> JSONResponse:
        code = CODES.get(error.status_code, "error")
        return ApiError(error.status_code, code, str(error.detail), headers=error.headers).response()

    @app.exception_handler(RequestValidationError)
    async def invalid(_: Request, error: RequestValidationError) -> JSONResponse:
        # Only place and message: the default answer would echo the input, passwords included.
        errors: dict[str, list[str]] = {}
        for problem in error.errors():
            name = next((part for part in problem["loc"][1:] if isinstance(part, str)), "body")
            errors.setdefault(name[:64], []).append(MESSAGES.get(problem["type"], str(problem["msg"])))
        return ApiError(422, "invalid", "Some fields are not valid.", errors=errors).response()
