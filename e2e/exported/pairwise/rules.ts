/**
 * What may not be combined, said a second time and apart from the product: it imports nothing of it. Each row names
 * the rule that has to refuse a design, the options that it looks at, and for which of their values it does.
 */
export interface Rule {
  id: string;
  options: readonly string[];
  // The values arrive in the order of `options`; what a row says of them it knows itself.
  refuses: (...values: never[]) => boolean;
}

const authorities = ['le-staging', 'le-production'];
const isIn = (...allowed: string[]) => (value: string) => allowed.includes(value);
const asksAuthority = isIn(...authorities);
const needsAddresses = isIn('allowlist', 'both');
const YEAR = 365 * 24 * 60 * 60;

/** No authority signs for these: one label, or a name that is reserved for inside. */
const isPrivateName = (domain: string) => !domain.includes('.') || /\.(localhost|local|internal|test|example|invalid|home\.arpa|lan|home|corp|intranet|private)$/.test(domain);

/** As one range, or as its two halves. */
const isEverybody = (ranges: string[]) => ranges.some((range) => range.endsWith('/0')) || ['0.0.0.0/1', '128.0.0.0/1'].every((half) => ranges.includes(half));

const lies = (path: string, below: string) => path === below || path.startsWith(`${below}/`);
const meets = (one: string, other: string) => lies(one, other) || lies(other, one);
const answeredElsewhere = ['/api', '/internal', '/health', '/healthz', '/assets', '/metrics', '/traefik', '/.edge'];

/** Lists that are there to keep somebody out. */
const allowlists = ['services.traefik.dashboardAllow', 'services.traefik.siteAllow', 'services.traefik.apiAllow', 'services.django.adminAllow', 'services.pgadmin.allow', 'services.mailpit.allow'];

export const rules: readonly Rule[] = [
  // Another authority than Let's Encrypt may know private names and be told other ports.
  { id: 'tls/public-domain', options: ['tls.mode', 'project.domain', 'tls.acmeDirectory'], refuses: (mode: string, domain: string, directory: string) => asksAuthority(mode) && directory === '' && isPrivateName(domain) },
  { id: 'tls/email', options: ['tls.mode', 'tls.email'], refuses: (mode: string, email: string) => asksAuthority(mode) && email === '' },
  { id: 'tls/wildcard', options: ['tls.mode', 'tls.wildcard', 'tls.challenge'], refuses: (mode: string, wildcard: boolean, challenge: string) => asksAuthority(mode) && wildcard && challenge !== 'dns' },
  { id: 'tls/ca-file', options: ['tls.mode', 'tls.acmeCaFile', 'tls.acmeDirectory'], refuses: (mode: string, file: boolean, directory: string) => asksAuthority(mode) && file && directory === '' },
  { id: 'tls/no-proxy', options: ['tls.mode', 'tls.trustedProxies'], refuses: (mode: string, proxies: string[]) => mode === 'behind-proxy' && proxies.length === 0 },
  { id: 'tls/trusts-everybody', options: ['tls.mode', 'tls.trustedProxies'], refuses: (mode: string, proxies: string[]) => mode === 'behind-proxy' && proxies.some((range) => range.endsWith('/0')) },
  {
    id: 'traefik/acme-port',
    options: ['services.traefik.entry', 'tls.mode', 'tls.acmeDirectory', 'tls.challenge', 'services.traefik.httpsPort'],
    refuses: (entry: string, mode: string, directory: string, challenge: string, port: number) => entry === 'own' && asksAuthority(mode) && directory === '' && challenge === 'tls-alpn' && port !== 443,
  },
  {
    id: 'traefik/acme-port',
    options: ['services.traefik.entry', 'tls.mode', 'tls.acmeDirectory', 'tls.challenge', 'services.traefik.httpPort'],
    refuses: (entry: string, mode: string, directory: string, challenge: string, port: number) => entry === 'own' && asksAuthority(mode) && directory === '' && challenge === 'http' && port !== 80,
  },
  {
    id: 'traefik/ports',
    options: ['services.traefik.entry', 'services.traefik.httpPort', 'services.traefik.httpsPort', 'tls.mode'],
    refuses: (entry: string, http: number, https: number, mode: string) => entry === 'own' && mode !== 'behind-proxy' && http === https,
  },
  { id: 'traefik/hsts-local', options: ['services.traefik.entry', 'tls.mode', 'services.traefik.hstsSeconds'], refuses: (entry: string, mode: string, seconds: number) => entry === 'own' && mode === 'local' && seconds > 300 },
  { id: 'traefik/hsts-local', options: ['services.traefik.entry', 'tls.mode', 'services.traefik.hstsSubdomains'], refuses: (entry: string, mode: string, on: boolean) => entry === 'own' && mode === 'local' && on },
  { id: 'traefik/hsts-local', options: ['services.traefik.entry', 'tls.mode', 'services.traefik.hstsPreload'], refuses: (entry: string, mode: string, on: boolean) => entry === 'own' && mode === 'local' && on },
  {
    id: 'traefik/hsts-preload',
    options: ['services.traefik.entry', 'tls.mode', 'services.traefik.hstsPreload', 'services.traefik.hstsSubdomains', 'services.traefik.hstsSeconds'],
    refuses: (entry: string, mode: string, preload: boolean, subdomains: boolean, seconds: number) => (entry === 'shared' || mode !== 'local') && preload && (!subdomains || seconds < YEAR),
  },
  // Whoever shares the host's Traefik has no say in what is set up there.
  { id: 'traefik/shared-tls', options: ['services.traefik.entry', 'tls.mode'], refuses: (entry: string, mode: string) => entry === 'shared' && mode !== 'local' },
  { id: 'traefik/shared-front', options: ['services.traefik.entry', 'project.inFront'], refuses: (entry: string, front: string) => entry === 'shared' && front !== 'none' },
  { id: 'traefik/shared-dashboard', options: ['services.traefik.entry', 'services.traefik.dashboard'], refuses: (entry: string, exposure: string) => entry === 'shared' && exposure !== 'none' },
  { id: 'traefik/shared-http3', options: ['services.traefik.entry', 'services.traefik.http3'], refuses: (entry: string, on: boolean) => entry === 'shared' && on },
  ...['services.django.adminExposure', 'services.pgadmin.exposure', 'services.mailpit.exposure'].map((path) => ({
    id: 'traefik/shared-password', options: ['services.traefik.entry', 'hardening.secrets', path],
    refuses: (entry: string, secrets: string, exposure: string) => entry === 'shared' && secrets === 'files' && ['basic-auth', 'both'].includes(exposure),
  })),
  { id: 'traefik/empty-allowlist', options: ['services.traefik.dashboard', 'services.traefik.dashboardAllow'], refuses: (exposure: string, allow: string[]) => needsAddresses(exposure) && allow.length === 0 },
  { id: 'django/empty-allowlist', options: ['services.django.adminExposure', 'services.django.adminAllow'], refuses: (exposure: string, allow: string[]) => needsAddresses(exposure) && allow.length === 0 },
  { id: 'pgadmin/empty-allowlist', options: ['services.pgadmin.exposure', 'services.pgadmin.allow'], refuses: (exposure: string, allow: string[]) => needsAddresses(exposure) && allow.length === 0 },
  { id: 'mailpit/empty-allowlist', options: ['services.mailpit.exposure', 'services.mailpit.allow'], refuses: (exposure: string, allow: string[]) => needsAddresses(exposure) && allow.length === 0 },
  { id: 'mailpit/one-port', options: ['services.mailpit.port', 'services.mailpit.webPort'], refuses: (smtp: number, web: number) => smtp === web },
  { id: 'backup/no-bucket', options: ['services.backup.offsite', 'services.backup.bucket'], refuses: (offsite: string, bucket: string) => offsite === 's3' && bucket === '' },
  {
    id: 'django/plain-mail',
    options: ['services.django.smtpHost', 'services.django.smtpUser', 'services.django.smtpTls'],
    refuses: (host: string, user: string, tls: string) => host !== '' && user !== '' && tls === 'none',
  },
  ...allowlists.map((path) => ({
    id: `${path.split('.')[1] ?? ''}/open-allowlist`, options: [path], refuses: (allow: string[]) => isEverybody(allow),
  })),
  { id: 'project/no-proxy', options: ['project.inFront', 'project.trustedProxies'], refuses: (front: string, proxies: string[]) => front === 'custom' && proxies.length === 0 },
  { id: 'project/trusts-everybody', options: ['project.inFront', 'project.trustedProxies'], refuses: (front: string, proxies: string[]) => front === 'custom' && isEverybody(proxies) },
  {
    id: 'project/front-acme',
    options: ['project.inFront', 'tls.mode', 'tls.challenge'],
    refuses: (front: string, mode: string, challenge: string) => front !== 'none' && asksAuthority(mode) && challenge === 'tls-alpn',
  },
  { id: 'project/www-localhost', options: ['project.www', 'project.domain'], refuses: (www: string, domain: string) => www !== 'none' && domain === 'localhost' },
  { id: 'project/www-twice', options: ['project.www', 'project.domain'], refuses: (www: string, domain: string) => www !== 'none' && domain.startsWith('www.') },
  { id: 'project/www-long', options: ['project.www', 'project.domain'], refuses: (www: string, domain: string) => www !== 'none' && domain !== 'localhost' && !domain.startsWith('www.') && domain.length > 249 },
  {
    id: 'project/alias-twice',
    options: ['project.aliases', 'project.domain', 'project.www'],
    refuses: (aliases: string[], domain: string, www: string) => new Set([...aliases, domain, ...(www === 'none' ? [] : [`www.${domain}`])]).size < aliases.length + (www === 'none' ? 1 : 2),
  },
  {
    id: 'project/alias-public',
    options: ['project.aliases', 'tls.mode', 'tls.acmeDirectory'],
    refuses: (aliases: string[], mode: string, directory: string) => asksAuthority(mode) && directory === '' && aliases.some(isPrivateName),
  },
  { id: 'django/debug', options: ['services.django.debug', 'project.environment'], refuses: (debug: boolean, environment: string) => debug && environment === 'production' },
  { id: 'routes/taken', options: ['services.django.adminUrl'], refuses: (url: string) => answeredElsewhere.some((path) => meets(url, path)) },
  { id: 'routes/taken', options: ['services.django.adminUrl', 'services.pgadmin'], refuses: (url: string, on: boolean) => on && meets(url, '/pgadmin') },
  { id: 'routes/taken', options: ['services.django.adminUrl', 'services.mailpit'], refuses: (url: string, on: boolean) => on && meets(url, '/mail') },
  { id: 'needs/missing', options: ['services.worker', 'services.valkey'], refuses: (worker: boolean, queue: boolean) => worker && !queue },
  // Also where the API has no way to the database: it can be given one later, the owner's name stays.
  { id: 'accounts/owner', options: ['services.postgres.user'], refuses: (user: string) => ['django', 'api'].includes(user) },
];

/** Values at which a rule turns, which are tried besides the picks. */
export const turningPoints: Record<string, readonly unknown[]> = {
  'project.trustedProxies': [['0.0.0.0/1', '128.0.0.0/1']],
  'project.aliases': [['shop.internal'], ['www.app.example.com'], ['app.example.com']],
  ...Object.fromEntries(allowlists.map((path) => [path, [['0.0.0.0/0'], ['10.0.0.1', '::/0'], ['0.0.0.0/1', '128.0.0.0/1'], ['0.0.0.0/1']]])),
  'tls.trustedProxies': [['0.0.0.0/0'], ['10.0.0.5', '::/0']],
  'project.domain': ['shop.internal', 'a.example.net', 'www.example.com'],
  'services.traefik.httpPort': [443],
  'services.traefik.httpsPort': [80],
  'services.traefik.hstsSeconds': [301, YEAR - 1],
  'services.django.adminUrl': ['/api', '/api/admin', '/apis', '/internal', '/pgadmin', '/mail', '/mailpit', '/assets/x', '/traefik'],
  'services.postgres.user': ['django', 'api'],
};

/** The rules that a design breaks; those about what the design does not have are kept. */
export function broken(values: ReadonlyMap<string, unknown>, among: readonly Rule[] = rules): string[] {
  const found = among.filter(({ options, refuses }) => options.every((path) => values.has(path)) && refuses(...(options.map((path) => values.get(path)) as never[])));
  return [...new Set(found.map(({ id }) => id))].sort();
}

const byOption = new Map([...new Set(rules.flatMap(({ options }) => options))].map((option) => [option, rules.filter(({ options }) => options.includes(option))]));

/** Whether a row breaks a rule; where one setting is new, those about it are asked. */
export function breaks(row: ReadonlyMap<string, unknown>, changed?: string): boolean {
  return broken(row, changed === undefined ? rules : (byOption.get(changed) ?? [])).length > 0;
}

export const constrained = new Set(rules.flatMap(({ options }) => options));
