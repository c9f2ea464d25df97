# The tools must be of the database's own version: pg_dump refuses a newer server.
ARG POSTGRES_IMAGE=postgres:18.6-trixie

FROM ${POSTGRES_IMAGE}
# A new volume takes over the owner and the mode of the folder that it is mounted on.
RUN install -d -o 999 -g 999 -m 0700 /backups
COPY --chmod=555 backup /usr/local/bin/backup
USER 999:999
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=10s --start-period=20s --start-interval=2s --retries=3 \
    CMD ["backup", "check"]
ENTRYPOINT ["backup"]
CMD ["run"]
