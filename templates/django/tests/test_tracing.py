"""Traces are off without a collector, and a span continues the caller's trace."""

from unittest.mock import patch

import pytest
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from project import tracing
from tests.conftest import InternalClient

COLLECTOR = "http://127.0.0.1:9"
TRACE_ID = "0af7651916cd43dd8448eb211c80319c"


def answer(_request: HttpRequest) -> HttpResponse:
    return HttpResponse()


@pytest.fixture
def spans(monkeypatch: pytest.MonkeyPatch) -> InMemorySpanExporter:
    exporter = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", COLLECTOR)
    monkeypatch.setattr(trace, "get_tracer", provider.get_tracer)
    return exporter


def test_without_a_collector_nothing_is_traced() -> None:
    with pytest.raises(MiddlewareNotUsed):
        tracing.traced(answer)
    with patch.object(trace, "set_tracer_provider") as provided:
        tracing.export_traces()
    provided.assert_not_called()


def test_with_a_collector_each_worker_exports(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", COLLECTOR)
    with patch.object(trace, "set_tracer_provider") as provided:
        tracing.export_traces()
    provided.call_args.args[0].shutdown()


def test_a_span_continues_the_trace_of_the_caller(spans: InMemorySpanExporter, internal: InternalClient) -> None:
    parent = f"00-{TRACE_ID}-b7ad6b7169203331-01"
    assert internal.get("/internal/users/me?email=ada", traceparent=parent).status_code == 401
    (span,) = spans.get_finished_spans()
    assert format(span.context.trace_id, "032x") == TRACE_ID
    assert span.name == "GET internal/users/me"
    assert span.attributes["http.response.status_code"] == 401
    assert "ada" not in str(dict(span.attributes))


def test_probes_make_no_span(spans: InMemorySpanExporter) -> None:
    tracing.traced(answer)(RequestFactory().get("/healthz"))
    assert spans.get_finished_spans() == ()
