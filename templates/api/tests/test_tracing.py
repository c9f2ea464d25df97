"""Traces are off without a collector, and Django is told of the caller's span."""

import httpx
import pytest
from opentelemetry import context, trace
from opentelemetry.sdk.trace import TracerProvider

from app.core.tracing import telemetry
from tests.conftest import LOGIN, FakeDjango


def test_without_a_collector_nothing_is_traced() -> None:
    config = telemetry({})
    assert (config["auto_configure"], config["tracing"]) == (False, False)


def test_with_a_collector_only_traces_are_sent_and_no_probe_makes_one() -> None:
    config = telemetry({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://collector:4318"})
    assert [config[part] for part in ("auto_configure", "tracing", "metrics", "logs")] == [True, True, False, False]
    assert config["exclude"]({"path": "/health"})
    assert not config["exclude"]({"path": "/api/health"})


@pytest.mark.anyio
async def test_the_trace_goes_on_to_django(client: httpx.AsyncClient, django: FakeDjango) -> None:
    span = TracerProvider().get_tracer("test").start_span("asked")
    token = context.attach(trace.set_span_in_context(span))
    await client.post("/api/auth/login", json=LOGIN)
    context.detach(token)
    assert format(span.get_span_context().trace_id, "032x") in django.requests[0].headers["traceparent"]


@pytest.mark.anyio
async def test_without_traces_django_is_told_of_none(client: httpx.AsyncClient, django: FakeDjango) -> None:
    await client.post("/api/auth/login", json=LOGIN)
    assert "traceparent" not in django.requests[0].headers
