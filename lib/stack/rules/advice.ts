import type { Facts } from '../../kit/facts';
import type { Problem } from '../../kit/finding';
import { isPublicDomain } from '../../kit/project';
import type { Change, Remedy } from '../../kit/remedy';

type Section = 'project' | 'tls';

function warning(section: Section, rule: string, field: string, message: string, ...remedies: Remedy[]): Problem {
  return { id: `${section}/${rule}`, path: [section, field], message, severity: 'warning', remedies };
}

const set = (section: Section, field: string, to: unknown): Change => ({ kind: 'set', path: [section, field], to });

/** What is right by every rule, and still not what most people want. */
export function advice({ project, tls }: Facts): Problem[] {
  const isPublic = isPublicDomain(project.domain);
  return [
    ...(isPublic && tls.mode === 'local' && project.inFront === 'none'
      ? [warning('tls', 'own-authority', 'mode', `Only devices that were told to trust the own authority do: everybody else who opens ${project.domain} sees a warning`, [set('tls', 'mode', 'le-staging')])]
      : []),
    ...(tls.mode === 'le-staging'
      ? [warning('tls', 'staging', 'mode', "No browser trusts a staging certificate: move on to Let's Encrypt as soon as one was issued", [set('tls', 'mode', 'le-production')])]
      : []),
    ...(isPublic && project.environment === 'development'
      ? [warning('project', 'public-development', 'environment', `Everybody who finds ${project.domain} sees error details and the documentation of the API`, [set('project', 'environment', 'production')])]
      : []),
  ];
}
