import type { Templates } from '../kit/file-tree';
import type { Guard } from '../kit/capabilities';
import type { Hardening } from '../kit/hardening';
import type { ComposeService } from '../kit/compose';
import { listWords } from '../kit/list-words';
import type { Gap } from '../kit/service';
import type { Plan } from '../stack';
import { variablesOf } from './variables';
import { edgeWordsOf } from './plan';
import { sharedGaps } from './security-gaps';
import { fillIn, type Token } from './tokens';

const TEMPLATE = 'security/security.md';

function containersOf(plan: Plan): [string, ComposeService][] {
  return plan.services.flatMap(({ bound, compose }) => [...(compose.service ? [[bound.id, compose.service] as [string, ComposeService]] : []), ...Object.entries(compose.companions ?? {})]);
}

/** What the design's hardening does to every container. */
function containerWords(plan: Plan): string {
  const { hardening } = plan.stack;
  const containers = containersOf(plan);
  const roots = containers.filter(([, { user }]) => user?.startsWith('0:')).map(([id]) => `\`${id}\``);
  const memory = containers.reduce((sum, [, { resources }]) => sum + resources.memoryMb, 0);
  return [
    roots.length === 0 ? 'Not root' : `Not root (but for ${listWords(roots)})`,
    ...(hardening.capDrop ? ['no capabilities'] : []),
    ...(hardening.noNewPrivileges ? ['`no-new-privileges`'] : []),
    ...(hardening.readOnly ? ['read-only file systems'] : []),
    ...(hardening.limits ? [`limits of memory (${memory} MiB for all together), CPU and processes`] : []),
    'health checks',
    'rotated logs',
  ].join(', ');
}

function guardWords({ allow, basicAuth }: Guard): string {
  return listWords([...(allow ? ['an allow list'] : []), ...(basicAuth ? ['a password'] : [])]);
}

function adminWords(plan: Plan): string {
  const guarded = plan.connections.flatMap(({ to, route }) => (route?.guard && route.kind === 'admin' ? [`\`${route.path}\` of \`${to}\` behind ${guardWords(route.guard)}`] : []));
  return guarded.length === 0 ? 'Django has no route from outside.' : `Of what is inside only admin pages are routed: ${listWords(guarded)}.`;
}

function socketWords(plan: Plan): string {
  const mounted = containersOf(plan).some(([, { mounts }]) => mounts?.some(({ source }) => source.endsWith('docker.sock')));
  return mounted ? " With either, the mounted Docker socket needs its path or owner changed; the designer's *None (files)* avoids that." : '';
}

const SECRET_WORDS: Record<Hardening['secrets'], string> = {
  env: '`.env` (mode 600, ignored by git)',
  files: '`secrets/` (mode 700, ignored by git), one file each, seen only by the containers that need it',
};

const RENEWING: Record<Hardening['secrets'], string> = {
  env: 'A new value in `.env`, `docker compose up -d`',
  files: 'A new value in its file of `secrets/`, `docker compose up -d --force-recreate`',
};

const LOGIN: Record<Hardening['secrets'], string> = {
  env: 'in single quotes into `.env`, `docker compose up -d`',
  files: 'into its file of `secrets/`, `docker compose up -d --force-recreate traefik`',
};

/** The rows about secrets that only some designs have. */
function leakRows(plan: Plan, names: ReadonlySet<string>): string {
  const cached = plan.connections.flatMap(({ capability, account }) => (capability === 'cache' && account ? [`\`${account.password}\``] : []));
  const roles = plan.connections.flatMap(({ capability, to, account }) => (capability === 'sql' && account ? [to, account.role] : []));
  return [
    `| A database password | \`scripts/rotate-password\` with ${[...new Set(roles)].map((role) => `\`${role}\``).join(', ')} or \`all\` |`,
    ...(names.has('PGADMIN_DEFAULT_PASSWORD') ? ['| `PGADMIN_DEFAULT_PASSWORD` | It counts at the first start only: change it inside pgAdmin (*Change Password* in the menu of the user). |'] : []),
    ...(cached.length > 0 ? [`| ${cached.join(', ')} | ${RENEWING[plan.stack.hardening.secrets]}: both sides start anew |`] : []),
    ...(names.has('TRAEFIK_USER') ? [`| \`TRAEFIK_USER\` | What \`htpasswd -nB NAME\` prints: ${LOGIN[plan.stack.hardening.secrets]} |`] : []),
  ].join('\n');
}

function gapRow({ numbers, what, why }: Gap): string {
  return `| ${numbers.join(', ')} | ${what} | ${why} |`;
}

function gapTable(plan: Plan): string {
  const answered = new Set(plan.services.flatMap(({ bound }) => bound.answers()));
  const shared = sharedGaps(plan.stack).filter(({ numbers }) => !numbers.every((number) => answered.has(number)));
  const gaps = [...shared, ...plan.services.flatMap(({ bound, context }) => bound.gaps(context))];
  const sorted = gaps.toSorted((one, other) => (one.numbers[0] ?? 0) - (other.numbers[0] ?? 0));
  return ['| No. | What | Why, and how to go further |', '| --- | --- | --- |', ...sorted.map(gapRow)].join('\n');
}

/** `SECURITY.md`, for exactly the choices made. */
export function securityFile(plan: Plan, templates: Templates): string {
  const template = templates[TEMPLATE];
  if (!template) throw new Error(`${TEMPLATE} is missing among the templates`);
  const names = new Set(variablesOf(plan).map(({ name }) => name));
  const edge = edgeWordsOf(plan);
  const values: Partial<Record<Token, string>> = {
    CONTAINERS: containerWords(plan),
    ADMIN: adminWords(plan),
    EDGE: edge.protects,
    ROUTERS: edge.routers,
    LISTEN: edge.publishes,
    SOCKET: socketWords(plan),
    LEAKS: leakRows(plan, names),
    SECRETS: SECRET_WORDS[plan.stack.hardening.secrets],
    RENEW: RENEWING[plan.stack.hardening.secrets],
    GAPS: gapTable(plan),
  };
  return fillIn(TEMPLATE, template.text, values);
}
