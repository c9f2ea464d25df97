import { describe, expect, test } from 'vitest';
import { exposureOf } from '../exposure';
import { exportOf } from '../generator/test-export';
import { checkStack, type Stack } from '../stack';
import { draftOf, parsed, stackOf, stackWith } from '../stack/test-stacks';
import type { Finding } from './finding';
import { auditOf } from './index';

type Part = Parameters<typeof stackOf>[0];

const findingsIn = (stack: Stack) => auditOf(exportOf(stack).files, stack).findings;
const found = (stack: Stack, id: string): Finding[] => findingsIn(stack).filter((finding) => finding.id === id);

const BEHIND: Part = { tls: { mode: 'behind-proxy', trustedProxies: ['10.0.0.5'] } };

describe('without a redirect', () => {
  test('people who type no https get an error, where the stack has the certificate', () => {
    const stack = stackWith('traefik', { redirect: false });
    expect(found(stack, 'traefik/no-redirect')).toHaveLength(1);
    expect(found(stack, 'traefik/proxy-plain-http')).toEqual([]);
  });

  test('they get the site, where a proxy has it', () => {
    const stack = stackWith('traefik', { redirect: false }, BEHIND);
    expect(found(stack, 'traefik/no-redirect')).toEqual([]);
    expect(found(stack, 'traefik/proxy-plain-http')).toMatchObject([{ severity: 'medium', what: expect.stringContaining('serves every request') }]);
  });

  test('so they do at a name of its own, which another name is led to', () => {
    expect(found(stackWith('traefik', { redirect: false }, { ...BEHIND, project: { domain: 'app.example.com', www: 'to-apex' } }), 'traefik/proxy-plain-http')).toHaveLength(1);
  });
});

describe('applications on the network of the edge', () => {
  const DATA: Part = { hardening: { networks: 'data' } };
  const whatIn = (stack: Stack) => found(stack, 'networks/apps-lead-out').map(({ what }) => what);

  test('are those that nobody outside is led to: three networks leave all others there', () => {
    const stack = stackOf(DATA);
    expect(whatIn(stack)).toEqual(['django need not be on the network of the edge.']);
    const { networks } = exposureOf(exportOf(found(stack, 'networks/apps-lead-out')[0]!.fix!.apply(stack)!).files);
    expect(networks.find(({ id }) => id === 'main')?.members).toEqual(['traefik', 'react-app', 'api']);
  });

  test('are none where three networks would move nobody', () => {
    expect(whatIn(stackWith('django', { adminExposure: 'basic-auth' }, DATA))).toEqual([]);
    expect(whatIn(stackWith('django', { smtpHost: 'smtp.example.com' }, DATA))).toEqual([]);
  });

  test('are containers of the owner\'s too, but for those with a route, with a way out of their own, or that use the page', () => {
    const containers = { inner: {}, routed: { exposure: 'basic-auth' }, caller: { egress: true }, reader: { uses: ['site'] } };
    expect(whatIn(parsed({ ...draftOf(DATA), containers }))).toEqual(['django, inner need not be on the network of the edge.']);
  });

  test('have no finding where three networks are', () => expect(whatIn(stackOf({ hardening: { networks: 'tiers' } }))).toEqual([]));
});

describe('a network that everybody shares with the data', () => {
  const whatIn = (stack: Stack) => found(stack, 'networks/one').map(({ what }) => what);
  const TIERS: Part = { hardening: { networks: 'tiers' } };

  test('is no way out that those who keep data have to themselves', () => {
    expect(whatIn(stackWith('backup', { offsite: 's3', bucket: 'dumps' }, TIERS))).toEqual([]);
    expect(whatIn(parsed({ ...draftOf(TIERS), containers: { feed: { egress: true, volumes: ['data:/var/lib/data'] }, other: { egress: true } } }))).toEqual([]);
  });

  test('is one behind a Traefik of the host, too', () => {
    expect(whatIn(stackWith('traefik', { entry: 'shared' }))).toEqual(['6 services are on main, postgres, pgadmin among them.']);
    expect(whatIn(stackWith('traefik', { entry: 'shared' }, TIERS))).toEqual([]);
  });

  test('has no fix where the design has three already, and somebody edited the file', () => {
    const stack = stackOf(TIERS);
    const files = exportOf(stack).files.map((file) => (file.path === 'local.docker.yml' ? { ...file, text: file.text.replace(/(\n {2}postgres:\n(?: {4}.*\n)* {4}networks:\n)/, '$1      - main\n') } : file));
    const [one] = auditOf(files, stack).findings.filter(({ id }) => id === 'networks/one');
    expect([one?.what, one?.fix, one?.byHand?.words]).toEqual(['4 services are on main, postgres among them.', undefined, 'Take what keeps data off that network, in the compose file.']);
  });
});

describe('a certificate of the own authority at a public name', () => {
  const front = (project: Part['project'], tls: Part['tls'] = {}) => stackOf({ project: { domain: 'app.example.com', ...project }, tls });
  const ids = (stack: Stack) => findingsIn(stack).map(({ id }) => id).filter((id) => id.startsWith('tls/own-authority'));

  test('is for visitors where they connect themselves', () => expect(ids(front({}))).toEqual(['tls/own-authority']));

  test('is for the proxy where only that one does', () => {
    expect(ids(front({ inFront: 'cloudflare' }))).toEqual(['tls/own-authority-front']);
    expect(ids(front({ inFront: 'custom', trustedProxies: ['10.0.0.5'] }))).toEqual(['tls/own-authority-front']);
    expect(found(front({ inFront: 'cloudflare' }), 'tls/own-authority-front')).toMatchObject([{ severity: 'medium', byHand: { path: ['tls', 'mode'] } }]);
  });

  test('is gone with what that finding advises, which the rules of a design take', () => {
    for (const tls of [{ mode: 'files' }, { mode: 'le-production', email: 'ops@example.com', challenge: 'dns' }] as const) {
      const stack = front({ inFront: 'cloudflare' }, tls);
      expect(checkStack(stack).ok, tls.mode).toBe(true);
      expect(ids(stack)).toEqual([]);
    }
  });
});

describe('what the API shows', () => {
  const DEVELOPMENT: Part = { project: { environment: 'development' } };
  const ids = (stack: Stack) => findingsIn(stack).map(({ id }) => id).filter((id) => ['api/docs-public', 'api/registration-open'].includes(id));

  test('is open to everybody by default', () => {
    expect(ids(stackOf(DEVELOPMENT)).sort()).toEqual(['api/docs-public', 'api/docs-public', 'api/registration-open']);
  });

  test('is no finding where only some addresses come to it, with a limit for log-ins or without', () => {
    expect(ids(stackWith('traefik', { apiAllow: ['203.0.113.7'] }, DEVELOPMENT))).toEqual([]);
    expect(ids(stackWith('traefik', { apiAllow: ['203.0.113.7'], loginAverage: 10 }, DEVELOPMENT))).toEqual([]);
  });

  test('is one where the list is that of the page alone', () => {
    expect(ids(stackWith('traefik', { siteAllow: ['203.0.113.7'] }, DEVELOPMENT))).toHaveLength(3);
  });
});

describe('the Docker socket', () => {
  const whatIn = (stack: Stack) => found(stack, 'traefik/docker-socket').map(({ what }) => what);

  test('is mounted into a program that the internet reaches, or that only the host does', () => {
    expect(whatIn(stackOf({}))).toEqual(['traefik, which the internet reaches, has /var/run/docker.sock mounted.']);
    expect(whatIn(stackWith('traefik', { bindAddress: '127.0.0.1' }))).toEqual(['traefik has /var/run/docker.sock mounted.']);
  });

  test('is so too where a proxy on the host leads the internet there', () => {
    const proxied = stackWith('traefik', { bindAddress: '127.0.0.1' }, { tls: { mode: 'behind-proxy', trustedProxies: ['172.17.0.1'] } });
    expect(whatIn(proxied)).toEqual(['traefik, which the internet reaches, has /var/run/docker.sock mounted.']);
  });
});

describe('the policy of a container\'s pages', () => {
  const whatIn = (csp: string) => found(parsed({ ...draftOf({}), containers: { shop: { exposure: 'public', csp } } }), 'containers/csp-unsafe').map(({ what }) => what);

  test('is a finding where it lets any script run, or says nothing of scripts', () => {
    expect(whatIn("default-src 'self'; script-src 'self' 'unsafe-inline'")).toEqual(["Scripts: script-src 'self' 'unsafe-inline'."]);
    expect(whatIn('default-src https:')).toEqual(['Scripts: default-src https:.']);
    expect(whatIn("frame-ancestors 'none'")).toEqual(['Its policy says nothing of scripts.']);
  });

  test('is none where it lets styles alone do what they like', () => {
    expect(whatIn("default-src 'self' 'unsafe-inline'; script-src 'self'")).toEqual([]);
    expect(whatIn('')).toEqual([]);
  });
});

describe('how far backups reach back', () => {
  const whatIn = (config: Parameters<typeof stackWith<'backup'>>[1]) => found(stackWith('backup', { keepDaily: 0, keepWeekly: 0, keepMonthly: 0, ...config }), 'backup/short').map(({ what }) => what);

  test('is a finding below a week', () => {
    expect(whatIn({ schedule: 'hourly', keepLast: 3 })).toEqual(['The oldest dump is at most 3 hours old.']);
    expect(whatIn({ schedule: 'every-6-hours', keepLast: 6 })).toEqual(['The oldest dump is at most 36 hours old.']);
    expect(whatIn({ keepLast: 3, keepDaily: 6 })).toEqual(['The oldest dump is at most 6 days old.']);
  });

  test('is none from a week on, however it is kept', () => {
    for (const config of [{ keepLast: 7 }, { keepDaily: 7 }, { keepWeekly: 1 }, { keepMonthly: 1 }, { schedule: 'hourly', keepLast: 168 }] as const) expect(whatIn(config)).toEqual([]);
  });
});

describe('images', () => {
  const images = (stack: Stack) => findingsIn(stack).filter(({ id }) => /(moving-tags?|project\/tags)$/.test(id)).map(({ key, what }) => `${key}: ${what}`);

  test('are named by the tags of whole releases, which for PostgreSQL and pgAdmin are two numbers', () => {
    expect(images(stackOf({}))).toEqual(['project/tags: No digest for postgres, pgadmin.']);
  });

  test('of which less is said are named apart', () => {
    expect(images(parsed(draftOf({}, { nginx: {} }))).sort()).toEqual(['project/moving-tags: No whole version for nginx.', 'project/tags: No digest for postgres, pgadmin.']);
    expect(images(stackWith('postgres', { version: '17-trixie' })).sort()).toEqual(['project/moving-tags: No whole version for postgres.', 'project/tags: No digest for pgadmin.']);
  });

  test('of the owner\'s containers are named once', () => {
    const own = (image: string) => images(parsed({ ...draftOf({}), containers: { shop: { image } } })).filter((each) => each.includes('shop'));
    expect(own('redis:8-alpine')).toEqual(['containers/moving-tag shop: redis:8-alpine is what its owner says it is on that day.']);
    expect(own('postgres:18.6')).toEqual(['project/tags: No digest for postgres, pgadmin, shop.']);
    expect(own('redis:8.2.1-alpine')).toEqual(['project/tags: No digest for postgres, pgadmin, shop.']);
  });
});
