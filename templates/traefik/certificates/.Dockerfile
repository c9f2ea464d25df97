# A job that makes or checks certificates with openssl, which the official Python image contains.
ARG PYTHON_VERSION=3.14.10-slim
FROM python:${PYTHON_VERSION}

# Traefik is in the same group and reads what is in /certificates; the authority's key in /ca is nobody else's.
RUN install -d -m 0700 -o 65532 -g 65532 /ca && install -d -m 0750 -o 65532 -g 65532 /certificates
COPY --chmod=0755 certificates /usr/local/bin/certificates

USER 65532:65532
HEALTHCHECK NONE
ENTRYPOINT ["/usr/local/bin/certificates"]
CMD ["make"]
