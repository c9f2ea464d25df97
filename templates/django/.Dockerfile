ARG PYTHON_VERSION=3.14.10-slim

FROM python:${PYTHON_VERSION} AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv --without-pip /venv
# The list that is always there, and those of options that this design has (see .dockerignore).
COPY requirements*.txt /tmp/requirements/
RUN for list in /tmp/requirements/*.txt; do set -- "$@" -r "$list"; done; \
    pip --python /venv/bin/python install --require-hashes --only-binary :all: "$@"

WORKDIR /app
COPY . .
# Development settings need neither secrets nor a database; both settings use the same static files.
RUN DJANGO_SETTINGS_MODULE=project.settings.development /venv/bin/python manage.py collectstatic --noinput \
    && /venv/bin/python -m compileall -q project users \
    && chmod -R a+rX,go-w /app

FROM python:${PYTHON_VERSION}
ENV PATH=/venv/bin:$PATH \
    PYTHONPATH=/app \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=project.settings.production
WORKDIR /app
COPY --from=build /venv /venv
# Owned by root: the service cannot change its own code.
COPY --from=build /app /app
USER 10001:10001
EXPOSE 8001
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=40s --retries=3 CMD ["python", "healthcheck.py"]
CMD ["gunicorn"]
