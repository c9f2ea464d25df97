import type { ComposeService, Mount } from '../../kit/compose';
import type { Facts } from '../../kit/facts';
import { defaultTag, images } from '../../kit/images';
import { acmeMode } from '../../kit/tls';
import { certificateNames } from './domains';
import { CERTIFICATES } from './tls';

/** Traefik is in this group whatever its user is, and may so read keys that are nobody else's business. */
export const CERTIFICATES_GROUP = 65532;

export const CERTIFICATES_JOB = 'traefik-certificates';
const OWNERS_FOLDER = { kind: 'bind', source: './certificates', target: CERTIFICATES, readOnly: true } as const;

/** Whether something of the owner's is in `certificates/`. */
function readsOwnersFolder({ tls }: Facts): boolean {
  return tls.mode === 'files' || (acmeMode(tls) !== undefined && tls.acmeCaFile);
}

/** Whether a job makes or checks certificates before Traefik starts. */
export function hasCertificatesJob({ tls }: Facts): boolean {
  return tls.mode === 'local' || tls.mode === 'files';
}

/** What Traefik itself sees: certificates, never the key of an authority. */
export function certificateMounts(facts: Facts): Mount[] {
  if (acmeMode(facts.tls)) return [{ kind: 'volume', source: 'traefik-acme', target: '/acme' }, ...(readsOwnersFolder(facts) ? [OWNERS_FOLDER] : [])];
  if (facts.tls.mode === 'local') return [{ kind: 'volume', source: 'traefik-certificates', target: CERTIFICATES, readOnly: true }];
  return readsOwnersFolder(facts) ? [OWNERS_FOLDER] : [];
}

/** Runs before Traefik: makes the own authority and its certificate, or checks the owner's files. */
export function certificatesJob(facts: Facts): ComposeService {
  const isLocal = facts.tls.mode === 'local';
  return {
    build: { context: './traefik/certificates', args: { PYTHON_VERSION: defaultTag(images.python) } },
    user: `${CERTIFICATES_GROUP}:${CERTIFICATES_GROUP}`,
    command: [isLocal ? 'make' : 'check'],
    environment: { CERTIFICATE_NAMES: certificateNames(facts) },
    mounts: isLocal
      ? [{ kind: 'volume', source: 'traefik-certificates', target: CERTIFICATES }, { kind: 'volume', source: 'traefik-ca', target: '/ca' }]
      : [OWNERS_FOLDER],
    tmpfs: [{ path: '/tmp', sizeMb: 8 }],
    lifecycle: 'job',
    offline: true,
    resources: { memoryMb: 64, cpus: 0.5, pids: 32 },
    note: isLocal
      ? 'Makes a small certificate authority for this domain alone, and renews its certificate. Its key is in the volume\ntraefik-ca, which no other container sees.'
      : 'Stops the start with a clear message when a file in certificates/ is missing, expired or does not fit.',
  };
}

/** Template files that only an own Traefik has, or that are about its certificates. */
export const ownTemplates = [
  'traefik/.Dockerfile', 'traefik/start.sh', 'traefik/certificates/.Dockerfile', 'traefik/certificates/certificates',
  '_root/certificates/README.md', '_root/scripts/trust-ca', '_root/scripts/maintenance',
];

/** Template files that only some modes ship. */
export function certificateOmissions(facts: Facts): string[] {
  return [
    ...(hasCertificatesJob(facts) ? [] : ['traefik/certificates/.Dockerfile', 'traefik/certificates/certificates']),
    ...(readsOwnersFolder(facts) ? [] : ['_root/certificates/README.md']),
    ...(facts.tls.mode === 'local' ? [] : ['_root/scripts/trust-ca']),
  ];
}
