import type { Templates } from '../kit/file-tree';
import { frontRanges } from '../kit/front';
import { listWords } from '../kit/list-words';
import { canonicalHost } from '../kit/project';
import type { PublicPorts, ReadmeEntry } from '../kit/service';
import { partsOf } from '../kit/text';
import { dnsProviders, dnsVariables } from '../kit/dns-providers';
import { endsTls, type Tls } from '../kit/tls';
import { type Stack, sharedNetworkOf, type Plan } from '../stack';
import { edgeWordsOf } from './plan';
import { fillInLines } from './owners-part';
import { fillIn, type Token } from './tokens';
import { variablesOf } from './variables';

const SECTIONS = 'readme';

export function publicPorts(plan: Plan): PublicPorts {
  const ports = plan.services.flatMap(({ bound }) => bound.publicPorts ?? [])[0];
  if (!ports) throw new Error('a design has no public entry');
  return ports;
}

function originOf(plan: Plan): string {
  const { https } = publicPorts(plan);
  return `https://${canonicalHost(plan.stack.project)}${https === 443 ? '' : `:${https}`}`;
}

/** Host ports; behind a proxy the other one is the proxy's, before a shared edge that for HTTP. */
function entryPorts(plan: Plan): string {
  const { http, https } = publicPorts(plan);
  if (http === undefined) return String(https);
  return endsTls(plan.stack.tls) ? `${http}, ${https}` : String(http);
}

/** The connections as a Mermaid flow chart, which GitHub and GitLab draw. */
export function mermaid(plan: Plan): string {
  const nodes = plan.services.map(({ bound }) => `  ${bound.id}["${bound.title}<br/><small>${bound.summary()}</small>"]`);
  const entries = plan.services
    .filter(({ bound }) => bound.publicPorts)
    .map(({ bound }) => `  internet((Internet)) -->|"${entryPorts(plan)}"| ${bound.id}`);
  const edges = plan.connections.map(({ from, to, label }) => `  ${from} -->|"${label}"| ${to}`);
  return ['```mermaid', 'flowchart LR', ...nodes, ...entries, ...edges, '```'].join('\n');
}

function addressRow(origin: string, { title, address, note }: ReadmeEntry): string {
  return `| ${title} | <${origin}${address}> | ${note} |`;
}

function addressTable(plan: Plan): string {
  const origin = originOf(plan);
  const rows = plan.services.flatMap(({ bound, context }) => bound.readme(context)).map((entry) => addressRow(origin, entry));
  return ['| What | Where | |', '| --- | --- | --- |', ...rows].join('\n');
}

function serviceTable(plan: Plan): string {
  const rows = plan.services.map(({ bound }) => `| \`${bound.id}\` | ${bound.title} | ${bound.summary()} |`);
  return ['| Service | What | Version and port |', '| --- | --- | --- |', ...rows].join('\n');
}

/** How a program asks so that it verifies what it can. */
const CURL: Record<Tls['mode'], string> = {
  local: 'curl --cacert ca.crt', 'le-staging': 'curl -k', 'le-production': 'curl', files: 'curl', 'behind-proxy': 'curl',
};

function challengeWords({ tls, project }: Stack): string {
  if (tls.challenge === 'tls-alpn') return `TLS-ALPN-01: the authority connects to port 443 of\n${project.domain}`;
  if (tls.challenge === 'http') return `HTTP-01: the authority asks at port 80 of\n${project.domain}`;
  const names = dnsVariables(tls.dnsProvider).map(({ name }) => `\`${name}\``).join(', ');
  return `DNS-01: Traefik makes a record at ${dnsProviders[tls.dnsProvider].title}\nwith ${names}, which you fill in before the first start`;
}

/** What a design that was made for one machine has to change besides, before a public authority and visitors reach it. */
function alsoForProduction(plan: Plan): string {
  const { http, https, address } = publicPorts(plan);
  const changes = [
    ...(plan.stack.project.environment === 'production' ? [] : ['*Environment* to *Production*']),
    ...(http === 80 ? [] : ['*HTTP port* to 80']),
    ...(https === 443 ? [] : ['*HTTPS port* to 443']),
    ...(address === undefined ? [] : ['*Listen on* to nothing, for all addresses']),
  ];
  return changes.length === 0 ? '' : `   Before that export, change there also ${listWords(changes)}.\n`;
}

/** The line about a script that changes files of an own Traefik. Behind proxies Traefik would compare their addresses. */
function maintenanceLine(plan: Plan): string {
  if (sharedNetworkOf(plan)) return '';
  const allow = frontRanges(plan.stack).length > 0 ? '' : ' --allow ADDRESS lets you through;';
  return `scripts/maintenance on              # 503 and a small page for everybody;${allow} off\n`;
}

/** The network that the Traefik of the host has to have made; empty where the stack has one of its own. */
function sharedNetworkName(plan: Plan): string {
  const named = sharedNetworkOf(plan) && variablesOf(plan).find(({ name }) => name === 'TRAEFIK_DOCKER_NETWORK');
  return typeof named?.value === 'string' ? named.value : '';
}

/** What only `development.docker.yml` publishes, and the variable with its port on this machine. */
function developmentPorts(plan: Plan): string {
  const developed = plan.services.flatMap(({ compose }) => Object.values(compose.development ?? {}));
  const rows = developed.flatMap(({ shows, ports = [] }) => {
    const names = ports.flatMap(({ host }) => partsOf(host)).flatMap((part) => (typeof part === 'string' ? [] : [`\`${part.variable}\``]));
    return shows === undefined ? [] : [`| ${shows} | ${names.join(', ')} |`];
  });
  return rows.join('\n');
}

/** Which sections a design's README has, in order: a file of `templates/readme/` each. */
function sectionsOf(plan: Plan): string[] {
  const chosen = [...new Set(plan.services.flatMap(({ bound, context }) => bound.readmeSections(context)))];
  const tls = sharedNetworkOf(plan) ? 'shared' : plan.stack.tls.mode;
  return ['start', `secrets-${plan.stack.hardening.secrets}`, 'services', `tls-${tls}`, 'check', 'develop', ...chosen, 'operate', 'own-changes', 'trouble'];
}

/** Where a person finds the value of a secret. */
export function secretsPlace({ stack }: Plan): string {
  return { env: '`.env`', files: '`secrets/`' }[stack.hardening.secrets];
}

/** Sections of a document, filled in for a design; each is a file of `templates/<folder>/`. */
export function sectionTexts(folder: string, names: readonly string[], plan: Plan, templates: Templates, more: Partial<Record<Token, string>> = {}): string {
  const values: Partial<Record<Token, string>> = {
    NAME: plan.stack.project.name,
    ALSO: alsoForProduction(plan),
    NETWORK: plan.stack.project.network || `${plan.stack.project.name}_network`,
    DOMAIN: canonicalHost(plan.stack.project),
    ORIGIN: originOf(plan),
    CURL: sharedNetworkOf(plan) ? 'curl' : CURL[plan.stack.tls.mode],
    ROUTERS: edgeWordsOf(plan).routers,
    PLAIN: edgeWordsOf(plan).plain,
    MAINTENANCE: maintenanceLine(plan),
    AUTHORITY: plan.stack.tls.acmeDirectory === '' ? "Let's Encrypt" : plan.stack.tls.acmeDirectory,
    CHALLENGE: challengeWords(plan.stack),
    SECRETS: secretsPlace(plan),
    ...more,
  };
  const sections = names.map((name) => {
    const path = `${folder}/${name}.md`;
    const template = templates[path];
    if (!template) throw new Error(`${path} is missing among the templates`);
    return fillIn(path, template.text, values).trim();
  });
  return `${sections.join('\n\n')}\n`;
}

/** `README.md`, for exactly the choices made. */
export function readmeFile(plan: Plan, templates: Templates): string {
  return sectionTexts(SECTIONS, sectionsOf(plan), plan, templates, {
    DIAGRAM: mermaid(plan),
    FILL_IN: fillInLines(plan, 'first'),
    // gw_priority, which puts the stack's own networks before that of the host's Traefik, came with 2.33.1.
    COMPOSE: sharedNetworkOf(plan) ? '2.33.1' : '2.24',
    SHARED_NETWORK: sharedNetworkName(plan),
    DEVELOPMENT_PORTS: developmentPorts(plan),
    ADDRESSES: addressTable(plan),
    SERVICES: serviceTable(plan),
  });
}
