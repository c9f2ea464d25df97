ARG PYTHON_VERSION=3.14.10-slim

FROM python:${PYTHON_VERSION} AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore
RUN python -m venv --without-pip /opt/venv
# The list that is always there, and those of options that this design has (see .dockerignore).
COPY requirements*.txt /tmp/requirements/
RUN --mount=type=cache,target=/root/.cache/pip \
    for list in /tmp/requirements/*.txt; do set -- "$@" -r "$list"; done; \
    pip --python /opt/venv/bin/python install --require-hashes --only-binary=:all: "$@"
COPY main.py healthcheck.py /app/
COPY app /app/app
# Modes set here, whatever the checkout's umask was: everyone may read, nobody but root may write.
RUN chmod -R u=rwX,go=rX /app && python -m compileall -q --invalidation-mode unchecked-hash /app

FROM python:${PYTHON_VERSION}
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /app
COPY --from=build /opt/venv /opt/venv
COPY --from=build /app /app
USER 10001:10001
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 CMD ["python", "healthcheck.py"]
CMD ["python", "main.py"]
