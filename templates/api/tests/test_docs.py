"""S9: the documentation is there for development only."""

import httpx
import pytest

from tests.conftest import ENVIRONMENT

pytestmark = pytest.mark.anyio
PATHS = ["/api/docs", "/api/redoc", "/api/openapi.json"]
DEVELOPMENT = ENVIRONMENT | {"ENV": "development", "FASTAPI_DOCS": "true"}


@pytest.mark.parametrize(
    "environment",
    [ENVIRONMENT, ENVIRONMENT | {"FASTAPI_DOCS": "true"}, ENVIRONMENT | {"ENV": "development"}],
    ids=["production", "production and asked for", "development, not asked for"],
)
@pytest.mark.parametrize("path", [*PATHS, "/docs", "/redoc", "/openapi.json"])
async def test_s9_docs_are_off(client: httpx.AsyncClient, path: str) -> None:
    assert (await client.get(path)).status_code == 404


@pytest.mark.parametrize("environment", [DEVELOPMENT])
@pytest.mark.parametrize("path", PATHS)
async def test_s9_docs_are_on_in_development(client: httpx.AsyncClient, path: str) -> None:
    assert (await client.get(path)).status_code == 200


@pytest.mark.parametrize("environment", [DEVELOPMENT])
async def test_s9_every_route_documents_its_errors(client: httpx.AsyncClient) -> None:
    paths = (await client.get("/api/openapi.json")).json()["paths"]
    assert set(paths) == {
        "/api/auth/register",
        "/api/auth/login",
        "/api/auth/logout",
        "/api/users/me",
        "/api/health",
        "/api/ready",
    }
    for operations in paths.values():
        for operation in operations.values():
            assert {"429", "500"} <= set(operation["responses"])
            invalid = operation["responses"].get("422", {"content": {"application/json": {"schema": {}}}})
            assert "HTTPValidationError" not in str(invalid)
    assert {"401", "403", "422", "502", "503", "504"} <= set(paths["/api/auth/login"]["post"]["responses"])
