import os

import httpx
from fastapi import FastAPI, HTTPException

ENV = os.getenv("ENV", "development")
DJANGO_SERVICE_URL = os.getenv("DJANGO_SERVICE_URL", "http://django:8001")

app = FastAPI(
    title="Base2 API",
    docs_url=None if ENV == "production" else "/docs",
    redoc_url=None if ENV == "production" else "/redoc",
    openapi_url=None if ENV == "production" else "/openapi.json",
)


@app.get("/health")
async def health():
    return {"ok": True, "service": "api"}


@app.get("/api/health")
async def api_health():
    return {"ok": True, "service": "api"}


# Example: proxy call to Django internal route
@app.get("/api/users/me")
async def get_me():
    async with httpx.AsyncClient(headers={"X-Forwarded-Proto": "https"}) as client:
        resp = await client.get(f"{DJANGO_SERVICE_URL}/internal/users/me")
    if resp.status_code != 200:
        raise HTTPException(status_code=resp.status_code, detail=resp.text)
    return resp.json()
