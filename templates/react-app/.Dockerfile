ARG NODE_VERSION=24.21.0-slim
ARG NGINX_VERSION=1.30-alpine

FROM node:${NODE_VERSION} AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN --mount=type=cache,target=/root/.npm npm ci

# For development.docker.yml: Vite's own server, with src and public mounted over these.
FROM packages AS development
COPY . .
USER 1000:1000
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s --start-interval=1s --retries=3 CMD ["node", "healthcheck.js"]
# Without a file system to write to, the configuration cannot be bundled into one beside it.
CMD ["node_modules/.bin/vite", "--configLoader", "runner"]

FROM packages AS build
COPY . .
# The browser needs the API's public address, so it becomes part of the files.
ARG REACT_APP_API_URL
RUN npm run build \
    && find dist -type f \( -name '*.html' -o -name '*.js' -o -name '*.css' -o -name '*.svg' \) \
       -exec gzip -9 -k -n {} + \
    && chmod -R a=rX dist

FROM nginxinc/nginx-unprivileged:${NGINX_VERSION}
# Keeps every other variable, and nginx's own such as $uri, out of the rendering.
ENV REACT_APP_PORT=8080 \
    NGINX_ENVSUBST_FILTER=^REACT_APP_
COPY --chmod=444 nginx/nginx.conf /etc/nginx/nginx.conf
COPY --chmod=444 nginx/templates/default.conf.template /etc/nginx/templates/default.conf.template
COPY --chmod=444 nginx/pages/maintenance.html /srv/maintenance.html
COPY --from=build /app/dist /srv/app
USER 101:101
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s --start-interval=1s --retries=3 \
    CMD ["sh", "-c", "wget -q -O /dev/null http://127.0.0.1:$REACT_APP_PORT/healthz || exit 1"]
# Lets running requests end; nginx.conf bounds the wait.
STOPSIGNAL SIGQUIT
CMD ["nginx", "-g", "daemon off;"]
