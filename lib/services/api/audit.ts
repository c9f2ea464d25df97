import { forwardsTo, isOpen, settingHit, settingOf, type ServiceRule } from '../../kit/audit';
import type { Exposure } from '../../kit/exposure';
import { references } from '../../kit/references';
import { Api } from './schema';

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };
const LONG = 30 * 86_400;
/** Requests a minute of one client, as the API counts them. */
const MANY = 6000;

const defaults = Api.parse({});

function secondsOf(span: string): number {
  return Number.parseInt(span, 10) * (SECONDS[span.at(-1) ?? ''] ?? 0);
}

/** Whether the edge lets only some come to it: then what it shows is for them. */
function isForSome({ reached }: Exposure, id: string): boolean {
  const ways = reached.filter(({ does, service }) => does === 'forward' && service === id);
  return ways.length > 0 && !ways.some(isOpen);
}

export const audit: readonly ServiceRule<Api>[] = [
  {
    id: 'api/registration-open', severity: 'low', title: 'Everybody may make an account',
    why: 'Strangers and programs get past everything that asks only whether somebody is logged in.',
    reference: references.authentication,
    find: (exposure, id) => (isForSome(exposure, id) ? [] : settingHit(exposure, 'REGISTRATION_OPEN', (value) => value === 'true', () => 'Registration is open.')),
    fix: { label: 'Accounts are made by an administrator', change: () => ({ registration: false }) },
  },
  {
    id: 'api/docs-public', severity: 'medium', title: "The API's documentation is public",
    why: 'It lists every path and field for whoever looks for one that was forgotten, and loads scripts from elsewhere.',
    reference: references.rest,
    find: (exposure, id) => {
      const ways = forwardsTo(exposure, id).filter((way) => isOpen(way) && /^\/api\/(docs|redoc)\b/.test(way.path));
      return settingOf(exposure, 'FASTAPI_DOCS') === 'true' ? ways.map(({ path, where }) => ({ where, what: `${path} is routed.`, key: path })) : [];
    },
    fix: { label: 'No documentation', change: () => ({ docs: false }) },
  },
  {
    id: 'api/session-long', severity: 'low', title: 'Sessions last for months',
    why: 'A token that was stolen, or left in a browser, works until then.',
    reference: references.sessions,
    find: (exposure) => settingHit(exposure, 'JWT_EXPIRE', (value) => secondsOf(value) > LONG, (value) => `A session lasts ${value}.`),
    fix: { label: '7 days', change: () => ({ jwtExpire: defaults.jwtExpire }) },
  },
  {
    id: 'api/limit-high', severity: 'low', title: "The API's own limit is so high that it limits nobody",
    why: 'It is the second of two: it counts over all ways in, also where the edge was configured wrong.',
    reference: references.denialOfService,
    find: (exposure) => {
      const minutes = Number(settingOf(exposure, 'RATE_LIMIT_WINDOW_MS')) / 60_000;
      return settingHit(exposure, 'RATE_LIMIT_MAX_REQUESTS', (value) => Number(value) / minutes > MANY, (value) => `${Math.round(Number(value) / minutes)} requests a minute for each client.`);
    },
    fix: { label: `${defaults.rateLimitMaxRequests} a minute`, change: () => ({ rateLimitMaxRequests: defaults.rateLimitMaxRequests, rateLimitWindowMs: defaults.rateLimitWindowMs }) },
  },
];
