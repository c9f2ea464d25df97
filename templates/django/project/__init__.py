"""Where the stack has a worker, Django knows its queue from the start: `.delay(…)` finds it."""

from importlib import import_module
from importlib.util import find_spec

if find_spec("project.celery"):
    import_module("project.celery")
