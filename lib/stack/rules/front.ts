import { coversEverybody } from '../../kit/cidr';
import type { Problem } from '../../kit/finding';
import type { Facts } from '../../kit/facts';
import type { Remedy } from '../../kit/remedy';
import { acmeMode } from '../../kit/tls';

function problem(rule: string, field: string, message: string, ...remedies: Remedy[]): Problem {
  return { id: `project/${rule}`, path: ['project', field], message, remedies };
}

const theProxies: Remedy = [{ kind: 'ask', path: ['project', 'trustedProxies'] }];
const set = (field: keyof Facts['tls'], to: unknown): Remedy => [{ kind: 'set', path: ['tls', field], to }];

/** Rules about the proxies in front of a stack. */
export function frontProblems({ project, tls }: Facts): Problem[] {
  const { inFront, trustedProxies } = project;
  const isCustom = inFront === 'custom';
  return [
    ...(isCustom && trustedProxies.length === 0 ? [problem('no-proxy', 'trustedProxies', 'Nobody could connect: add the addresses of the proxies', theProxies)] : []),
    ...(isCustom && coversEverybody(trustedProxies)
      ? [problem('trusts-everybody', 'trustedProxies', 'Together these ranges are everybody, who could then claim any address: name the proxies alone', theProxies)]
      : []),
    ...(inFront !== 'none' && acmeMode(tls) && tls.challenge === 'tls-alpn'
      ? [problem('front-acme', 'inFront', 'The proxy opens TLS, so the authority cannot check this certificate at port 443: use another proof or a certificate of your own', set('challenge', 'dns'), set('challenge', 'http'), set('mode', 'files'))]
      : []),
  ];
}
