# Traefik as it comes, with a folder for certificates that its user owns and a start script that fills in .env.
ARG TRAEFIK_VERSION=v3.7.13
FROM traefik:${TRAEFIK_VERSION}

# 0 where the Docker socket is mounted, which belongs to root; 65532 everywhere else.
ARG TRAEFIK_UID=65532
# /certificates as in certificates/.Dockerfile: whichever container is first gives the volume its owner.
RUN install -d -m 0700 -o ${TRAEFIK_UID} -g ${TRAEFIK_UID} /acme \
 && install -d -m 0750 -o 65532 -g 65532 /certificates
COPY --chmod=0755 start.sh /usr/local/bin/start.sh

USER ${TRAEFIK_UID}:${TRAEFIK_UID}
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s --retries=3 \
    CMD ["traefik", "healthcheck", "--configFile=/tmp/traefik.yml"]
ENTRYPOINT ["/usr/local/bin/start.sh"]
CMD []
