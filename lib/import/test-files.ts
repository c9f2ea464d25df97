import type { Dropped, Opened } from './dropped';

export const dropped = (name: string, content: string | Uint8Array): Dropped => ({ name, bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content });

/** The sentences of a report, each with its line. */
export function leftOf(opened: Opened): string[] {
  return opened.ok ? opened.left.map(({ line, message }) => `${line ?? '-'}: ${message}`) : [`refused: ${opened.problems.join(' | ')}`];
}

export function understoodOf(opened: Opened): string[] {
  return opened.ok ? opened.understood.map(({ line, message }) => `${line ?? '-'}: ${message}`) : [`refused: ${opened.problems.join(' | ')}`];
}

/** A compose file as others write them. */
export const SHOP = `# A shop.
version: "3.9"
name: shop
x-common: &common
  restart: always
services:
  proxy:
    image: traefik:v3.1
    command:
      - --providers.docker=true
    ports:
      - "8080:80"
      - "8443:443"
    volumes:
      - /var/run/docker.sock:/var/run/docker.sock:ro
  db:
    image: postgres:17-alpine
    environment:
      POSTGRES_USER: shop_owner
      POSTGRES_PASSWORD: hunter2hunter2
      POSTGRES_DB: \${DB_NAME:-shop}
    ports:
      - "5432:5432"
  cache:
    <<: *common
    image: redis:7
  web:
    <<: *common
    image: ghcr.io/acme/shop-web:2.1.0
    command: ["npm", "run", "start", "--", "--name", "two words"]
    depends_on: [db, cache]
    environment:
      - LOG_LEVEL=info
      - REDIS_URL=redis://cache:6379/0
      - STRIPE_API_KEY=sk_live_0123456789abcdefABCDEF
      - PUBLIC_URL=\${PUBLIC_URL}
    labels:
      - traefik.http.routers.web.rule=Host(\`shop.example.com\`) && PathPrefix(\`/shop\`)
      - traefik.http.services.web.loadbalancer.server.port=3000
    volumes:
      - web_data:/var/lib/data
      - ./config:/etc/shop
    healthcheck:
      test: ["CMD-SHELL", "curl -fsS http://localhost:3000/healthz || exit 1"]
    mem_limit: 512m
    privileged: true
  Old_Jobs:
    build: ./jobs
    read_only: false
    user: "1000"
    deploy:
      replicas: 2
      resources:
        limits:
          memory: 1G
          cpus: "0.75"
volumes:
  web_data: {}
configs:
  x: {}
`;
