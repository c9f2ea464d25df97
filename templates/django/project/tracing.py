"""Traces for OpenTelemetry: only where OTEL_EXPORTER_OTLP_ENDPOINT names a collector.

A span for each request, as a child of the caller's (traceparent). The other OTEL_* variables work as
OpenTelemetry describes them.
"""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse

from project import env

GetResponse = Callable[[HttpRequest], HttpResponse]
PROBES = frozenset({"/healthz", "/metrics"})


def traced(get_response: GetResponse) -> GetResponse:
    if not env.text("OTEL_EXPORTER_OTLP_ENDPOINT"):
        raise MiddlewareNotUsed
    # Only here: the packages are installed where the option is on.
    from opentelemetry import propagate, trace

    tracer = trace.get_tracer("project")

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path_info in PROBES:
            return get_response(request)
        parent = propagate.extract({name.lower(): value for name, value in request.headers.items()})
        with tracer.start_as_current_span(request.method, context=parent, kind=trace.SpanKind.SERVER) as span:
            response = get_response(request)
            _describe(span, request, response)
            return response

    return middleware


def export_traces() -> None:
    """Called in each worker: the thread that exports does not survive a fork."""
    if not env.text("OTEL_EXPORTER_OTLP_ENDPOINT"):
        return
    from opentelemetry import trace
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    provider = TracerProvider()
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    trace.set_tracer_provider(provider)


def _describe(span: Any, request: HttpRequest, response: HttpResponse) -> None:
    """The names of OpenTelemetry's semantic conventions. No query string: it may hold personal data."""
    route = request.resolver_match.route if request.resolver_match else ""
    span.update_name(f"{request.method} {route}".strip())
    span.set_attributes(
        {
            "http.request.method": request.method,
            "http.response.status_code": response.status_code,
            "url.path": request.path_info[:512],
            "url.scheme": request.scheme,
        }
        | ({"http.route": route} if route else {})
    )
