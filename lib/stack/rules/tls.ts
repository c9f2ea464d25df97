import type { Problem } from '../../kit/finding';
import { isPublicDomain } from '../../kit/project';
import type { Facts } from '../../kit/facts';
import type { Change, Remedy } from '../../kit/remedy';
import { acmeMode, type Tls } from '../../kit/tls';

const set = (field: keyof Facts['tls'], to: unknown): Change => ({ kind: 'set', path: ['tls', field], to });

/** Ranges that are everybody: whoever connects could then say to be somebody else. */
const EVERYBODY = /\/0$/;

const authority = ({ mode }: Tls) => (mode === 'le-staging' ? "Let's Encrypt staging" : "Let's Encrypt");

function acmeProblems({ project, tls }: Facts): Problem[] {
  const problem = (rule: string, field: string, message: string, ...remedies: Remedy[]): Problem => ({ id: `tls/${rule}`, path: ['tls', field], message, remedies });
  return [
    // Another authority may well know private names.
    ...(isPublicDomain(project.domain) || tls.acmeDirectory !== ''
      ? []
      : [problem('public-domain', 'mode', `${authority(tls)} needs a public domain; ${project.domain} can use the own authority or certificate files`, [{ kind: 'ask', path: ['project', 'domain'] }], [{ kind: 'ask', path: ['tls', 'acmeDirectory'] }])]),
    ...(tls.email !== '' ? [] : [problem('email', 'email', `${authority(tls)} needs an e-mail address for the account at the authority`, [{ kind: 'ask', path: ['tls', 'email'] }])]),
    ...(tls.wildcard && tls.challenge !== 'dns' ? [problem('wildcard', 'wildcard', 'A wildcard needs the proof by DNS', [set('challenge', 'dns')], [set('wildcard', false)])] : []),
    ...(tls.acmeCaFile && tls.acmeDirectory === ''
      ? [problem('ca-file', 'acmeCaFile', "Let's Encrypt is known to every system: name another ACME directory, or switch this off", [set('acmeCaFile', false)], [{ kind: 'ask', path: ['tls', 'acmeDirectory'] }])]
      : []),
  ];
}

function proxyProblems({ tls }: Facts): Problem[] {
  const problem = (rule: string, message: string): Problem => ({ id: `tls/${rule}`, path: ['tls', 'trustedProxies'], message, remedies: [[{ kind: 'ask', path: ['tls', 'trustedProxies'] }]] });
  return [
    ...(tls.trustedProxies.length > 0 ? [] : [problem('no-proxy', 'Nobody could connect: add the address of the proxy')]),
    ...(tls.trustedProxies.some((range) => EVERYBODY.test(range)) ? [problem('trusts-everybody', 'This range is everybody, who could then claim any address: name the proxy alone')] : []),
  ];
}

/** Rules about the certificate that only the stack's own fields take part in. */
export function tlsProblems(facts: Facts): Problem[] {
  if (acmeMode(facts.tls)) return acmeProblems(facts);
  return facts.tls.mode === 'behind-proxy' ? proxyProblems(facts) : [];
}
