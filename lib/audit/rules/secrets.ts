import type { Hit } from '../../kit/audit';
import type { Exposure, Setting } from '../../kit/exposure';
import { references } from '../../kit/references';
import { PLACEHOLDER } from '../../kit/secret';
import { breaksRules } from '../broken';
import type { StackRule } from '../rule';

const SECRET = /(^|_)(PASSWORD|SECRET|TOKEN|SECRET_KEY)$/;
const COMMON = new Set([PLACEHOLDER, 'changeme', 'password', 'root', 'secret', 'admin', 'example', 'test']);
/** Letters and digits: 12 of them carry 71 bits. */
const SHORT = 12;

/** Names of secrets that a container is given as plain variables. */
function inEnvironment({ services }: Exposure): readonly { readonly id: string; readonly name: string; readonly where: Setting['where'] }[] {
  return services.flatMap((service) =>
    Object.keys(service.environment)
      .filter((name) => SECRET.test(name))
      .map((name) => ({ id: service.id, name, where: service.place('environment', name) })),
  );
}

function weak([name, { value, where }]: readonly [string, Setting]): Hit[] {
  if (!SECRET.test(name) || value === '' || where.file === '.env.example') return [];
  return COMMON.has(value.toLowerCase()) || value.length < SHORT ? [{ where, what: `${name} is ${COMMON.has(value.toLowerCase()) ? 'a word that everybody tries first' : `${value.length} characters long`}.`, key: name }] : [];
}

export const secretRules: readonly StackRule[] = [
  {
    id: 'secrets/in-environment', severity: 'low', title: 'Secrets are variables of containers',
    why: 'They show in docker inspect, in crash reports and to every program that a container starts.',
    reference: references.composeSecrets,
    find: (exposure) => {
      const found = inEnvironment(exposure);
      const [first] = found;
      return first ? [{ where: first.where, what: `${new Set(found.map(({ name }) => name)).size} secrets are in plain variables, ${first.name} of ${first.id} first.` }] : [];
    },
    fix: {
      label: 'A file for each',
      apply: (stack, _hit, { edge }) => {
        const files = { ...stack, hardening: { ...stack.hardening, secrets: 'files' as const } };
        // An edge that is the host's may need a password in a label.
        return edge === undefined && breaksRules(files) ? undefined : files;
      },
    },
    byHand: { words: "First take away what asks for a password at the host's Traefik: a label cannot read one from a file.", at: () => ['hardening', 'secrets'] },
  },
  {
    id: 'secrets/weak', severity: 'high', title: 'A secret is short or well known',
    why: 'Programs try the usual words and everything short within minutes.',
    reference: references.secrets,
    find: ({ settings, secretFiles }) => [...settings, ...secretFiles].flatMap(weak),
    byHand: { words: 'Have a new one made with scripts/rotate-password or by hand, of 32 characters.' },
  },
];
