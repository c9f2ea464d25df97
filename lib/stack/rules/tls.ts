import type { Problem } from '../../kit/finding';
import { isPublicDomain } from '../../kit/project';
import type { Facts } from '../../kit/facts';

/** Rules about the certificate that only the stack's own fields take part in. */
export function tlsProblems({ project, tls }: Facts): Problem[] {
  if (tls.mode === 'local') return [];
  return [
    ...(isPublicDomain(project.domain)
      ? []
      : [{ id: 'tls/public-domain', path: ['tls', 'mode'], message: `${tls.mode} needs a public domain; ${project.domain} can only use local TLS` }]),
    ...(tls.email !== ''
      ? []
      : [{ id: 'tls/email', path: ['tls', 'email'], message: `${tls.mode} needs an e-mail address for the account at Let's Encrypt` }]),
  ];
}
