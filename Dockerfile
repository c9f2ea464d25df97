# The designer itself. The tag of Node is that of lib/kit/images.ts; a test holds them together.
ARG NODE_VERSION=24.21.0-slim

FROM node:${NODE_VERSION} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN --mount=type=cache,target=/root/.npm npm ci
COPY . .
ENV NEXT_TELEMETRY_DISABLED=1 BASE2_OUTPUT=standalone
# Modes set here, whatever the checkout's umask was: everyone may read, nobody but root may write.
RUN npm run build \
    && cp -R public .next/standalone/public \
    && cp -R .next/static .next/standalone/.next/static \
    && chmod -R u=rwX,go=rX .next/standalone

FROM node:${NODE_VERSION}
ENV NODE_ENV=production \
    NEXT_TELEMETRY_DISABLED=1 \
    HOSTNAME=0.0.0.0 \
    PORT=3000
WORKDIR /app
COPY --from=build /app/.next/standalone ./
USER 1000:1000
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s --start-interval=1s --retries=3 \
    CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server.js"]
