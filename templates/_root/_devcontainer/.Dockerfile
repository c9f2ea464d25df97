# The same Python and Node as the applications, with git and a compiler, which the slim images have not.
FROM node:24.21.0-slim AS node

FROM python:3.14.10
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm \
    && ln -s ../lib/node_modules/npm/bin/npx-cli.js /usr/local/bin/npx \
    && useradd --uid 1000 --create-home --shell /bin/bash developer
USER 1000:1000
WORKDIR /workspace
HEALTHCHECK NONE
CMD ["sleep", "infinity"]
