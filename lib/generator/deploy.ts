import type { Templates } from '../kit/file-tree';
import { isPublicDomain } from '../kit/project';
import type { PublicPorts } from '../kit/service';
import { endsTls } from '../kit/tls';
import { sharedNetworkOf, type Plan } from '../stack';
import { publicPorts, sectionTexts } from './readme';

/** How a design gets its certificate, where that is more than its README says. */
const CERTIFICATES: Readonly<Record<string, string>> = {
  local: 'certificate-local',
  'le-staging': 'certificate-staging',
  'le-production': 'certificate-production',
};

function memoryOf(plan: Plan): number {
  const containers = plan.services.flatMap(({ compose }) => [...(compose.service ? [compose.service] : []), ...Object.values(compose.companions ?? {})]);
  return containers.reduce((sum, { resources }) => sum + resources.memoryMb, 0);
}

function firewallOf({ stack }: Plan, isShared: boolean): string {
  if (isShared) return 'firewall-shared';
  return endsTls(stack.tls) ? 'firewall' : 'firewall-behind-proxy';
}

/** The ports that people, or the proxy in front, come to. */
function portsOf({ stack }: Plan, { http, https }: PublicPorts): string {
  if (http === undefined) return `port ${https} of the host's Traefik`;
  return endsTls(stack.tls) ? `ports ${http} and ${https}` : `port ${http}`;
}

/** Which sections a design's recipe has, in order: a file of `templates/deploy/` each. */
function sectionsOf(plan: Plan): string[] {
  const { stack } = plan;
  const isShared = sharedNetworkOf(plan) !== undefined;
  const dns = isPublicDomain(stack.project.domain) ? 'dns-public' : 'dns-private';
  return ['server', firewallOf(plan, isShared), 'docker', dns, 'start', (isShared ? undefined : CERTIFICATES[stack.tls.mode]) ?? 'certificate-other', 'update'];
}

/** `docs/deploy.md`: one server, for exactly the choices made. */
export function deployFile(plan: Plan, templates: Templates): string {
  const ports = publicPorts(plan);
  return sectionTexts('deploy', sectionsOf(plan), plan, templates, {
    MEMORY: String(memoryOf(plan)),
    PORTS: portsOf(plan, ports),
    HTTP_PORT: String(ports.http ?? 80),
    HTTPS_PORT: String(ports.https),
  });
}
