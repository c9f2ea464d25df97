ARG PYTHON_VERSION=3.14.10-slim

FROM python:${PYTHON_VERSION} AS packages
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv --without-pip /venv
# The list that is always there, and those of options that this design has (see .dockerignore).
COPY requirements*.txt /tmp/requirements/
RUN for list in /tmp/requirements/*.txt; do set -- "$@" -r "$list"; done; \
    pip --python /venv/bin/python install --require-hashes --only-binary :all: "$@"

FROM packages AS build
WORKDIR /app
COPY . .
# Development settings need neither secrets nor a database; both settings use the same static files.
RUN DJANGO_SETTINGS_MODULE=project.settings.development /venv/bin/python manage.py collectstatic --noinput \
    && /venv/bin/python -m compileall -q project users \
    && rm -r development && chmod -R a+rX,go-w /app

FROM python:${PYTHON_VERSION} AS base
ENV PATH=/venv/bin:$PATH \
    PYTHONPATH=/app \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=project.settings.production
WORKDIR /app
EXPOSE 8001
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=40s --retries=3 CMD ["python", "healthcheck.py"]

FROM packages AS development-packages
COPY development/requirements.txt /tmp/development/
RUN pip --python /venv/bin/python install --require-hashes --only-binary :all: -r /tmp/development/requirements.txt

# For development.docker.yml, which mounts the code over this.
FROM base AS development
COPY --from=development-packages /venv /venv
COPY . .
USER 10001:10001
CMD ["python", "manage.py", "runserver", "0.0.0.0:8001"]

FROM base
COPY --from=packages /venv /venv
# Owned by root: the service cannot change its own code.
COPY --from=build /app /app
USER 10001:10001
CMD ["gunicorn"]
