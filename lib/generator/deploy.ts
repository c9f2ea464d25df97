import type { Templates } from '../kit/file-tree';
import { frontRanges } from '../kit/front';
import { isPublicDomain } from '../kit/project';
import type { PublicPorts } from '../kit/service';
import { acmeMode, endsTls } from '../kit/tls';
import { sharedNetworkOf, type Plan } from '../stack';
import { fillInLines } from './owners-part';
import { publicPorts, sectionTexts } from './readme';

/** How a design gets its certificate, where that is more than its README says. */
const CERTIFICATES: Readonly<Record<string, string>> = {
  local: 'certificate-local',
  'le-staging': 'certificate-staging',
  'le-production': 'certificate-production',
  'behind-proxy': 'certificate-behind-proxy',
};

function memoryOf(plan: Plan): number {
  const containers = plan.services.flatMap(({ compose }) => [...(compose.service ? [compose.service] : []), ...Object.values(compose.companions ?? {})]);
  return containers.reduce((sum, { resources }) => sum + resources.memoryMb, 0);
}

/** Addresses of the host that nobody outside of it reaches. */
const LOOPBACK = /^(127\.|::1$)/;

/** Names that lead to whatever machine they are asked on (RFC 6761). */
const LOCALHOST = /(^|\.)localhost$/;

function firewallOf(plan: Plan, isShared: boolean): string[] {
  const { address = '' } = publicPorts(plan);
  if (isShared) return ['firewall-shared'];
  if (LOOPBACK.test(address)) return ['firewall-loopback'];
  if (!endsTls(plan.stack.tls)) return ['firewall-behind-proxy'];
  return ['firewall', ...(frontRanges(plan.stack).length > 0 ? ['firewall-front'] : [])];
}

/** The rules of the host's firewall that let this design's ports in, and nothing else. */
function firewallRules({ http, https, udp }: PublicPorts): string {
  const open = [...(http === undefined ? [] : [['tcp', http]]), ['tcp', https], ...(udp ? [['udp', https]] : [])];
  const passes = [...open.map(([protocol, port]) => `-p ${protocol} -m conntrack --ctorigdstport ${port} -j RETURN`), '-j DROP'];
  return passes.map((rule, index) => `iptables -I DOCKER-USER ${index === 0 ? '' : `${index + 1} `}-i eth0 -m conntrack --ctstate NEW ${rule}`).join('\n');
}

/** The ports that people, or the proxy in front, come to. */
function portsOf({ stack }: Plan, { http, https }: PublicPorts): string {
  if (http === undefined) return `port ${https} of the host's Traefik`;
  return endsTls(stack.tls) ? `ports ${http} and ${https}` : `port ${http}`;
}

/** Where the name leads, and who may issue for it; other authorities than Let's Encrypt have other names. */
function dnsOf({ stack }: Plan, isShared: boolean): string[] {
  if (!isShared && !endsTls(stack.tls)) return ['dns-behind-proxy'];
  if (LOCALHOST.test(stack.project.domain)) return ['dns-private'];
  if (!isPublicDomain(stack.project.domain)) return ['dns-private', 'dns-own-network'];
  return ['dns-public', ...(!isShared && acmeMode(stack.tls) && stack.tls.acmeDirectory === '' ? ['dns-caa'] : [])];
}

/** Which sections a design's recipe has, in order: a file of `templates/deploy/` each. */
function sectionsOf(plan: Plan): string[] {
  const { stack } = plan;
  const isShared = sharedNetworkOf(plan) !== undefined;
  return ['server', ...firewallOf(plan, isShared), 'docker', ...dnsOf(plan, isShared), 'start', (isShared ? undefined : CERTIFICATES[stack.tls.mode]) ?? 'certificate-other', 'update', ...(isShared ? [] : ['maintenance'])];
}

/** `docs/deploy.md`: one server, for exactly the choices made. */
export function deployFile(plan: Plan, templates: Templates): string {
  const ports = publicPorts(plan);
  const isShared = sharedNetworkOf(plan) !== undefined;
  return sectionTexts('deploy', sectionsOf(plan), plan, templates, {
    MEMORY: String(memoryOf(plan)),
    PORTS: portsOf(plan, ports),
    HTTP_PORT: String(ports.http ?? 80),
    HTTPS_PORT: String(ports.https),
    PROTOCOLS: ports.udp ? `TCP, and ${ports.https} also UDP` : 'TCP',
    RULES: firewallRules(ports),
    UPSTREAM: ports.address === undefined ? "this machine's address" : `the address \`${ports.address}\``,
    FILL_IN: fillInLines(plan, 'now'),
    INSECURE: !isShared && plan.stack.tls.mode === 'le-staging' ? ' --insecure' : '',
    ADDRESS: ports.address ?? '',
  });
}
