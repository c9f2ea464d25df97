/** A design as its settings: path → value. */
export type Values = ReadonlyMap<string, unknown>;

/** Asks a certificate authority, which a test run has none of; the folder `acme/` has one of its own. */
export const isAcme = (values: Values) => ['le-staging', 'le-production'].includes(String(values.get('tls.mode')));

/** The name that everything is bound to; the design's other names only lead there. */
export const hostOf = (values: Values) => `${values.get('project.www') === 'to-www' ? 'www.' : ''}${String(values.get('project.domain'))}`;

/** Every name that a certificate has to have. */
export function namesOf(values: Values): string[] {
  const domain = String(values.get('project.domain'));
  return [domain, ...(values.get('project.www') === 'none' ? [] : [`www.${domain}`]), ...(values.get('project.aliases') as string[])];
}

/** Why a design is exported and checked but not booted. */
export function unbooted(values: Values): string | undefined {
  if (isAcme(values)) return 'needs an authority; acme/ boots these with one';
  if (values.get('tls.mode') === 'behind-proxy') return 'needs a proxy in front; acme/ boots these with one';
  if (values.get('project.inFront') !== 'none') return 'needs the proxy in front that alone may connect; edge/ boots these with one';
  if (values.get('services.traefik.entry') === 'shared') return 'needs a Traefik of the host; edge/ boots these with one';
  if (values.get('services.mailpit') === true) return 'needs the image of mailpit from its registry';
  return undefined;
}
