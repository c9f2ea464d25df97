ARG PYTHON_VERSION=3.14.10-slim

FROM python:${PYTHON_VERSION}
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore
COPY requirements.txt /tmp/requirements.txt
RUN --mount=type=cache,target=/root/.cache/pip \
    pip install --require-hashes --only-binary=:all: -r /tmp/requirements.txt
COPY --chmod=444 offsite.py /offsite.py
USER 999:999
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s --start-interval=2s --retries=3 \
    CMD ["python", "/offsite.py", "check"]
ENTRYPOINT ["python", "/offsite.py"]
CMD ["run"]
