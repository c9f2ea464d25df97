import type { Reference } from './audit';

const owasp = (sheet: string, name: string): Reference => ({ name: `OWASP: ${name}`, url: `https://cheatsheetseries.owasp.org/cheatsheets/${sheet}_Cheat_Sheet.html` });
const cis = (number: string): Reference => ({ name: `CIS Docker Benchmark ${number}`, url: 'https://www.cisecurity.org/benchmark/docker' });
const traefik = (page: string, name: string): Reference => ({ name: `Traefik: ${name}`, url: `https://doc.traefik.io/traefik/reference/${page}/` });

/** What findings refer to: benchmarks, cheat sheets and the programs' own documentation. */
export const references = {
  socket: { ...owasp('Docker_Security', 'Docker, rule 1'), url: `${owasp('Docker_Security', '').url}#rule-1---do-not-expose-the-docker-daemon-socket-even-to-the-containers` },
  dockerUser: owasp('Docker_Security', 'Docker, rule 2'),
  dockerNetworks: owasp('Docker_Security', 'Docker, rule 5'),
  capabilities: cis('5.4'),
  privileged: cis('5.5'),
  ports: cis('5.8'),
  limits: cis('5.11'),
  rootFilesystem: cis('5.13'),
  bindAddress: cis('5.14'),
  newPrivileges: cis('5.26'),
  health: cis('5.27'),
  digests: cis('5.28'),
  hsts: owasp('HTTP_Strict_Transport_Security', 'HSTS'),
  csp: owasp('Content_Security_Policy', 'Content Security Policy'),
  framing: owasp('Clickjacking_Defense', 'clickjacking'),
  headers: owasp('HTTP_Headers', 'HTTP headers'),
  logging: owasp('Logging', 'logging'),
  authentication: owasp('Authentication', 'authentication'),
  denialOfService: owasp('Denial_of_Service', 'denial of service'),
  sessions: owasp('Session_Management', 'session management'),
  secrets: owasp('Secrets_Management', 'secrets management'),
  transport: owasp('Transport_Layer_Security', 'TLS'),
  rest: owasp('REST_Security', 'REST'),
  networkSegmentation: owasp('Network_Segmentation', 'network segmentation'),
  composeSecrets: { name: 'Docker: secrets in Compose', url: 'https://docs.docker.com/compose/how-tos/use-secrets/' },
  edgeApi: traefik('install-configuration/api-dashboard', 'API and dashboard'),
  entryPoints: traefik('install-configuration/entrypoints', 'entry points'),
  rateLimit: traefik('routing-configuration/http/middlewares/ratelimit', 'rate limit'),
  buffering: traefik('routing-configuration/http/middlewares/buffering', 'buffering'),
  allowList: traefik('routing-configuration/http/middlewares/ipallowlist', 'allowlist'),
  tls: { name: 'Mozilla: server side TLS', url: 'https://wiki.mozilla.org/Security/Server_Side_TLS' },
  staging: { name: "Let's Encrypt: staging environment", url: 'https://letsencrypt.org/docs/staging-environment/' },
  django: { name: 'Django: deployment checklist', url: 'https://docs.djangoproject.com/en/stable/howto/deployment/checklist/' },
  djangoMail: { name: 'Django: sending email', url: 'https://docs.djangoproject.com/en/stable/topics/email/' },
  postgresBackup: { name: 'PostgreSQL: backup and restore', url: 'https://www.postgresql.org/docs/current/backup.html' },
  volumes: { name: 'Docker: back up volumes', url: 'https://docs.docker.com/engine/storage/volumes/#back-up-restore-or-migrate-data-volumes' },
  age: { name: 'age', url: 'https://age-encryption.org' },
} as const satisfies Record<string, Reference>;
