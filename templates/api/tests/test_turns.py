"""Whoever keeps connections open meets every replica."""

import httpx
import pytest

from app.middleware import turns

pytestmark = pytest.mark.anyio


async def test_a_connection_is_ended_now_and_then_and_otherwise_kept(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = int(turns.time.monotonic()) + 2
    ended = []
    # 32 answers in a second.
    for number in range(32):
        monkeypatch.setattr(turns.time, "monotonic", lambda now=start + number / 32: now)
        answer = await client.get("/health")
        ended.append(answer.headers.get("Connection") == "close")
    assert [number for number, end in enumerate(ended) if end] == [8, 16, 24]
