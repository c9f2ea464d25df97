import { settingOf, type Hit, type ServiceRule } from '../../kit/audit';
import type { EntryPoint, Exposure, Middleware } from '../../kit/exposure';
import { isPublicDomain } from '../../kit/project';
import { references } from '../../kit/references';
import { limitsScripts, openScripts } from '../../kit/script-policy';
import { Traefik } from './schema';

const TWO_YEARS = 63_072_000;
const ONE_YEAR = 31_536_000;
const LOCAL_SECONDS = 300;

const defaults = Traefik.parse({});

/** The first middleware of that kind that something reachable passes. */
function headersWith({ reached }: Exposure, key: string): Middleware | undefined {
  return reached.flatMap(({ middlewares }) => middlewares).find(({ kind, options }) => kind === 'headers' && options[key] !== undefined);
}

function hsts(exposure: Exposure): { readonly seconds: number; readonly middleware: Middleware } | undefined {
  const middleware = headersWith(exposure, 'stsseconds');
  return middleware && isPublicDomain(settingOf(exposure, 'WEBSITE_DOMAIN')) ? { seconds: Number(middleware.options['stsseconds']), middleware } : undefined;
}

/** Whether browsers believe the certificate by itself, as far as the files tell. */
function isTrusted({ services, edge }: Exposure): boolean {
  const mode = services.find(({ id }) => id === edge)?.environment['TLS_MODE'];
  return mode !== 'local' && mode !== 'le-staging';
}

/** The door for plain HTTP that sends nobody to HTTPS, and whether something is served there: a proxy opened TLS then. */
function unredirected({ reached, entryPoints }: Exposure): { readonly door: EntryPoint; readonly serves: boolean } | undefined {
  const door = entryPoints.find(({ tls, ports }) => !tls && ports.length > 0);
  const ways = reached.filter(({ entry }) => entry === door?.name);
  if (!door || ways.some(({ middlewares }) => middlewares.some(({ kind }) => kind === 'redirectscheme'))) return undefined;
  return { door, serves: ways.some(({ does, scheme }) => does === 'forward' && scheme === 'http') };
}

/** The page's policy: that of the route for everything. */
function pagePolicy({ reached }: Exposure): { readonly policy: string; readonly hit: (what: string) => Hit } | undefined {
  const page = reached.find(({ does, path, service }) => does === 'forward' && path === '/**' && service !== undefined);
  if (!page) return undefined;
  const middleware = page.middlewares.find(({ kind, options }) => kind === 'headers' && options['contentsecuritypolicy'] !== undefined);
  const policy = String(middleware?.options['contentsecuritypolicy'] ?? '');
  return { policy, hit: (what) => ({ where: middleware?.where ?? page.where, what }) };
}

export const headerRules: readonly ServiceRule<Traefik>[] = [
  {
    id: 'traefik/hsts-off', severity: 'medium', title: 'HSTS is off',
    why: 'Whoever is between a visitor and the site can keep the first request on plain HTTP and read along.',
    reference: references.hsts,
    find: (exposure) => {
      const found = hsts(exposure);
      return found?.seconds === 0 ? [{ where: found.middleware.where, what: 'No answer has Strict-Transport-Security.' }] : [];
    },
    fix: {
      label: 'As long as the certificate allows',
      change: (_config, { facts, exposure }) => ({ hstsSeconds: facts.tls.mode === 'local' && exposure.edge !== undefined ? LOCAL_SECONDS : TWO_YEARS }),
    },
  },
  {
    id: 'traefik/hsts-short', severity: 'low', title: 'HSTS is short',
    why: 'A visitor who comes back later than that is unprotected at the first request again; raise it in steps once the certificate renews by itself.',
    reference: references.hsts,
    find: (exposure) => {
      const found = hsts(exposure);
      return found && found.seconds > 0 && found.seconds < ONE_YEAR && isTrusted(exposure) ? [{ where: found.middleware.where, what: `Browsers insist on HTTPS for ${found.seconds} seconds; two years are usual.` }] : [];
    },
    fix: { label: 'Two years', change: (_config, { facts, exposure }) => (facts.tls.mode === 'local' && exposure.edge !== undefined ? undefined : { hstsSeconds: TWO_YEARS }) },
  },
  {
    id: 'traefik/no-redirect', severity: 'low', title: 'Plain HTTP is not redirected',
    why: 'People who type the address without https get an error, and may give up or be led elsewhere.',
    reference: references.transport,
    find: (exposure) => {
      const found = unredirected(exposure);
      return found && !found.serves ? [{ where: found.door.where, what: `${found.door.name} redirects nothing.` }] : [];
    },
    fix: { label: 'Redirect to HTTPS', change: () => ({ redirect: true }) },
  },
  {
    id: 'traefik/proxy-plain-http', severity: 'medium', title: 'Visitors of the proxy may come without TLS',
    why: 'Nothing here looks at X-Forwarded-Proto, so whoever the proxy lets in over plain HTTP gets the site unencrypted, passwords and sessions included.',
    reference: references.transport,
    find: (exposure) => {
      const found = unredirected(exposure);
      return found?.serves ? [{ where: found.door.where, what: `${found.door.name} serves every request, whether or not its visitor came by HTTPS.` }] : [];
    },
    fix: { label: 'Redirect to HTTPS', change: () => ({ redirect: true }) },
  },
  {
    id: 'traefik/csp-missing', severity: 'medium', title: 'No content security policy limits the scripts of the page',
    why: 'A script that somebody smuggles into the page runs with everything that its visitor may do.',
    reference: references.csp,
    find: (exposure) => {
      const page = pagePolicy(exposure);
      return page && !limitsScripts(page.policy) ? [page.hit(page.policy === '' ? 'It has no policy.' : 'It says nothing of scripts.')] : [];
    },
    fix: { label: 'The strict policy', change: () => ({ csp: defaults.csp }) },
  },
  {
    id: 'traefik/csp-unsafe', severity: 'medium', title: "The page's content security policy lets any script run",
    why: 'With unsafe-inline, unsafe-eval or a source that is everybody the policy stops nothing that was smuggled in.',
    reference: references.csp,
    find: (exposure) => {
      const page = pagePolicy(exposure);
      const open = page && openScripts(page.policy);
      return page && open !== undefined ? [page.hit(`Scripts: ${open}.`)] : [];
    },
    fix: { label: 'The strict policy', change: () => ({ csp: defaults.csp }) },
  },
  {
    id: 'traefik/framing', severity: 'low', title: 'The site may be shown in frames',
    why: 'A page of the same origin can lay itself over it and have visitors click what they do not see.',
    reference: references.framing,
    find: (exposure) => {
      const middleware = headersWith(exposure, 'customframeoptionsvalue');
      const value = String(middleware?.options['customframeoptionsvalue'] ?? '');
      return middleware && value !== 'DENY' ? [{ where: middleware.where, what: `X-Frame-Options is ${value}.` }] : [];
    },
    fix: { label: 'Nobody', change: () => ({ frame: 'DENY' }) },
  },
];
