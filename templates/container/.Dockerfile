# Yours: a small program that answers, so that the stack starts at once. Put your own in its place.
ARG PYTHON_VERSION=3.14.10-slim

FROM python:${PYTHON_VERSION}
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /app
# Modes set here, whatever the checkout's umask was: everyone may read, nobody but root may write.
COPY --chmod=644 server.py ./
# The compose file runs it as the user that the design names.
USER 10001:10001
# Exec form: signals reach the program.
CMD ["python", "server.py"]
