import type { Templates } from '../kit/file-tree';
import { isPublicDomain } from '../kit/project';
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

/** Which sections a design's recipe has, in order: a file of `templates/deploy/` each. */
function sectionsOf(plan: Plan): string[] {
  const { stack } = plan;
  const isShared = sharedNetworkOf(plan) !== undefined;
  const dns = isPublicDomain(stack.project.domain) ? 'dns-public' : 'dns-private';
  return ['server', isShared ? 'firewall-shared' : 'firewall', 'docker', dns, 'start', (isShared ? undefined : CERTIFICATES[stack.tls.mode]) ?? 'certificate-other', 'update'];
}

/** `docs/deploy.md`: one server, for exactly the choices made. */
export function deployFile(plan: Plan, templates: Templates): string {
  const { http, https } = publicPorts(plan);
  return sectionTexts('deploy', sectionsOf(plan), plan, templates, {
    MEMORY: String(memoryOf(plan)),
    PORTS: http === undefined ? `${https} of the host's Traefik` : `${http} and ${https}`,
    HTTP_PORT: String(http ?? 80),
    HTTPS_PORT: String(https),
  });
}
