import { withTraefik } from './exports';

/** What a checker says and we keep, and why. `*` stands for anything. One that is no longer said fails the run. */
export interface Accepted {
  tool: string;
  rule: string;
  file: string;
  message: string;
  reason: string;
}

const inTests = 'Tests state what they expect with assert and log in with passwords that exist nowhere else; none of it is in an image.';
const processes = 'Tests start our own program with arguments that they write themselves.';
const order = 'Order is a matter of taste: ours follows a request from outside to inside, and a service from what it is to what it may.';
const newer = 'Traefik 3.7 has this key and its public schema does not know it yet; a real Traefik loads the file below.';
const template = 'Traefik fills in the number before it reads the YAML; a real Traefik loads the file below.';
const wide = 'Policies, rules and addresses are one value each; broken over lines they could not be searched for.';

const pages = ['README.md', 'SECURITY.md', 'certificates/README.md', 'containers/helper/README.md', 'docs/deploy.md', 'docs/troubleshooting.md'];
const wideYaml = ['.github/dependabot.yml', '.github/workflows/ci.yml', 'development.docker.yml', 'local.docker.yml', ...['development', 'maintenance', 'traefik', 'traefik-config/dynamic'].map((name) => `traefik/${name}.yml`)];
const yaml = [...wideYaml, '.devcontainer/compose.yml', '.pre-commit-config.yaml'];
/** The tests of the two applications, and those that start a program. */
const tests = ['api/tests/*', 'django/tests/*'];
const starting = ['api/contract/conftest.py', 'django/tests/test_metrics.py', 'django/tests/test_settings.py'];

/** Findings whose message does not matter. */
const any = (tool: string, reason: string, found: Record<string, readonly string[]>): Accepted[] =>
  Object.entries(found).flatMap(([rule, files]) => files.map((file) => ({ tool, rule, file, message: '*', reason })));

export const accepted: readonly Accepted[] = [
  ...['traefik/development.yml', 'traefik/traefik-config/dynamic.yml'].flatMap((file) => [
    { tool: 'check-jsonschema', rule: 'traefik-v3-file-provider.json', file, message: "*buffering.maxRequestBodyBytes: '{{ env*", reason: template },
    { tool: 'check-jsonschema', rule: 'traefik-v3-file-provider.json', file, message: "*.retry: *('disableRetryOnNetworkError', 'status' were unexpected)", reason: newer },
    { tool: 'check-jsonschema', rule: 'traefik-v3-file-provider.json', file, message: "*.ipStrategy: *('ipv6Subnet' was unexpected)", reason: newer },
  ]),
  { tool: 'check-jsonschema', rule: 'traefik-v3-file-provider.json', file: 'traefik/maintenance.yml', message: "*('statusRewrites' was unexpected)", reason: newer },
  { tool: 'check-jsonschema', rule: 'traefik-v3.json', file: 'traefik/traefik.yml', message: "*.http: *('aliasHeadersStrategy' was unexpected)", reason: newer },
  ...any('dclint', order, {
    'service-keys-order': ['local.docker.yml', 'development.docker.yml'],
    'services-alphabetical-order': ['local.docker.yml', 'development.docker.yml'],
    'service-dependencies-alphabetical-order': ['local.docker.yml'],
    'service-ports-alphabetical-order': ['local.docker.yml'],
    'top-level-properties-order': ['local.docker.yml'],
  }),
  { tool: 'dclint', rule: 'no-unbound-port-interfaces', file: 'local.docker.yml', message: 'Service "traefik" is exporting port*', reason: 'A web server is for everybody; only Traefik publishes ports, and one field of the design binds them to an address.' },
  { tool: 'dclint', rule: 'require-project-name-field', file: 'development.docker.yml', message: '*', reason: 'An overlay: the name stands in local.docker.yml, without which it is never read.' },
  { tool: 'dclint', rule: 'service-container-name-regex', file: 'local.docker.yml', message: '*"${COMPOSE_PROJECT_NAME:?set COMPOSE_PROJECT_NAME in .env}_*', reason: 'The name is a variable that the checker does not fill in; the specification wants these container names.' },
  ...any('hadolint', 'A false alarm: "$@" holds -r and lists in which every package has a version and hashes (--require-hashes).', { DL3013: ['api/.Dockerfile', 'django/.Dockerfile'] }),
  { tool: 'checkov', rule: 'CKV_DOCKER_2', file: 'containers/helper/Dockerfile', message: '*', reason: 'What is healthy is the design\'s to say; the compose file has the health check of an own container.' },
  { tool: 'checkov', rule: 'CKV_DOCKER_7', file: 'backup/Dockerfile', message: '*', reason: 'A false alarm: the image is a variable with a version, which the checker does not fill in.' },
  { tool: 'gitleaks', rule: 'generic-api-key', file: '.base2/generated.json', message: 'Detected a Generic API Key*', reason: 'A false alarm: names that git gives to contents, which beside a path with "token" or "key" in it look like one.' },
  ...any('bandit', inTests, { B101: [...tests, 'api/contract/*'], B105: [...tests, 'api/contract/*'], B106: tests, B107: ['django/tests/conftest.py'] }),
  ...any('bandit', processes, { B404: starting, B603: starting }),
  { tool: 'bandit', rule: 'B104', file: 'api/main.py', message: '*', reason: 'In a container the server must listen on all of its addresses; no port of the host leads to it.' },
  { tool: 'bandit', rule: 'B104', file: 'api/app/dependencies.py', message: '*', reason: 'A false alarm: the address stands for a client that has none, nothing listens on it.' },
  { tool: 'bandit', rule: 'B105', file: 'django/project/database.py', message: "*'DJANGO_DB_PASSWORD'", reason: 'The name of a variable, not a password.' },
  ...any('bandit', 'A tmpfs of this container alone, in which one user writes.', { B108: ['backup/offsite/offsite.py', 'django/gunicorn.conf.py', 'django/project/heartbeat.py'] }),
  ...any('ruff', inTests, { S101: [...tests, 'api/contract/*'], S105: ['api/contract/test_contract.py', 'django/tests/conftest.py'], S106: tests, S107: ['django/tests/conftest.py'] }),
  ...any('yamllint', wide, { 'line-length': wideYaml }),
  ...any('yamllint', 'Each file is one document, and begins with the comment that says what it is.', { 'document-start': yaml }),
  ...any('yamllint', 'GitHub calls the key "on", and reads YAML 1.2, in which it is a text.', { truthy: ['.github/workflows/ci.yml'] }),
  { tool: 'dotenv-linter', rule: '', file: '.env', message: '*/shared/.env:* Found quoted value', reason: 'The hash of the password in front of admin pages has a $ in it, which compose would fill in: single quotes keep it.' },
  ...any('squawk', 'Roles are set up at the first start, or while somebody watches scripts/rotate-password; no table is locked.', {
    'require-lock-timeout': ['postgres/initdb/10-roles.sh'],
    'require-statement-timeout': ['postgres/initdb/10-roles.sh'],
  }),
  ...any('markdownlint', 'A paragraph is a line: editors wrap it, and a changed word is a small difference.', { MD013: pages }),
  ...withTraefik.map((file) => (
    { tool: 'traefik', rule: 'warn', file, message: 'Traefik can reject some encoded characters*', reason: 'Said at every start that names encodedCharacters; ours are all refused, which is what it recommends.' }
  )),
];
