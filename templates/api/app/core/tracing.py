"""Traces for OpenTelemetry: only where OTEL_EXPORTER_OTLP_ENDPOINT names a collector.

FastAPI makes and exports the spans itself. The other OTEL_* variables work as OpenTelemetry describes them.
"""

import os
from collections.abc import Mapping

from fastapi.telemetry import TelemetryConfig
from starlette.types import Scope

PROBES = frozenset({"/health", "/metrics"})


def telemetry(environ: Mapping[str, str] = os.environ) -> TelemetryConfig:
    wanted = bool(environ.get("OTEL_EXPORTER_OTLP_ENDPOINT", "").strip())
    return {"auto_configure": wanted, "tracing": wanted, "metrics": False, "logs": False, "exclude": _is_probe}


def _is_probe(scope: Scope) -> bool:
    return scope.get("path") in PROBES
