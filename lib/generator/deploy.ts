import type { Templates } from '../kit/file-tree';
import { isPublicDomain } from '../kit/project';
import type { Plan } from './plan';
import { publicPorts, sectionTexts } from './readme';

/** How a design gets its certificate, where that is more than its README says. */
const CERTIFICATES: Readonly<Record<string, string>> = {
  local: 'certificate-local',
  'le-staging': 'certificate-staging',
  'le-production': 'certificate-production',
};

function memoryOf(plan: Plan): number {
  const containers = plan.services.flatMap(({ compose }) => [compose.service, ...Object.values(compose.companions ?? {})]);
  return containers.reduce((sum, { resources }) => sum + resources.memoryMb, 0);
}

/** Which sections a design's recipe has, in order: a file of `templates/deploy/` each. */
function sectionsOf({ stack }: Plan): string[] {
  const dns = isPublicDomain(stack.project.domain) ? 'dns-public' : 'dns-private';
  return ['server', 'firewall', 'docker', dns, 'start', CERTIFICATES[stack.tls.mode] ?? 'certificate-other', 'update'];
}

/** `docs/deploy.md`: one server, for exactly the choices made. */
export function deployFile(plan: Plan, templates: Templates): string {
  const { http, https } = publicPorts(plan);
  return sectionTexts('deploy', sectionsOf(plan), plan, templates, {
    MEMORY: String(memoryOf(plan)),
    PORTS: `${http} and ${https}`,
    HTTP_PORT: String(http),
    HTTPS_PORT: String(https),
  });
}
