import { fieldsOf, listOf, numberOf, textOf, type Fields } from './values';

const UNITS: Record<string, string> = { s: 'second', m: 'minute', h: 'hour' };

/** `1s` → `second`, `10s` → `10 seconds`. */
function period(text: string): string {
  const [, count = '', unit = ''] = /^(\d+)([smh])$/.exec(text) ?? [];
  const name = UNITS[unit];
  if (name === undefined) return text === '' ? 'second' : text;
  return count === '1' ? name : `${count} ${name}s`;
}

function bytes(count: number): string {
  if (count >= 1_048_576 && count % 1_048_576 === 0) return `${count / 1_048_576} MiB`;
  return count >= 1024 ? `${Math.round(count / 1024)} KiB` : `${count} bytes`;
}

function span(seconds: number): string {
  const day = 86_400;
  if (seconds >= day) return `${Math.round(seconds / day)} days`;
  return seconds >= 3600 ? `${Math.round(seconds / 3600)} hours` : `${seconds} seconds`;
}

function some(list: readonly string[], most = 3): string {
  return list.length > most ? `${list.slice(0, most).join(', ')} and ${list.length - most} more` : list.join(', ');
}

function perClient(options: Fields): string {
  const { ipstrategy } = fieldsOf(options['sourcecriterion']);
  return listOf(fieldsOf(ipstrategy)['excludedips']).length > 0 ? 'client address behind the proxies' : 'client address';
}

/** What counts as one client of IPv6, where that is more than an address: whoever has one has a whole network of them. */
function ofIpv6(options: Fields): string {
  const bits = numberOf(fieldsOf(fieldsOf(options['sourcecriterion'])['ipstrategy'])['ipv6subnet']);
  return bits === undefined ? '' : ` Of IPv6, a network of ${bits} bits is one client.`;
}

function headers(options: Fields): string {
  const policy = textOf(options['contentsecuritypolicy']);
  if (policy !== '') return `Tells browsers what the answer may load and run: ${policy}.`;
  const seconds = numberOf(options['stsseconds']) ?? 0;
  const parts = [
    seconds > 0 ? `HTTPS only for ${span(seconds)}${options['stsincludesubdomains'] === true || options['stsincludesubdomains'] === 'true' ? ', subdomains too' : ''}` : '',
    textOf(options['customframeoptionsvalue']) === '' ? '' : `framing ${textOf(options['customframeoptionsvalue'])}`,
    textOf(options['contenttypenosniff']) === 'true' ? 'no guessing of types' : '',
    textOf(options['referrerpolicy']) === '' ? '' : `referrer ${textOf(options['referrerpolicy'])}`,
  ].filter((part) => part !== '');
  return parts.length > 0 ? `Adds security headers: ${parts.join(', ')}.` : 'Adds headers.';
}

function rateLimit(options: Fields): string {
  const average = numberOf(options['average']) ?? 0;
  const burst = numberOf(options['burst']) ?? 1;
  if (average === 0) return 'Counts requests without a limit.';
  return `Lets ${average} requests a ${period(textOf(options['period']))} through for each ${perClient(options)}, ${burst} at once; more get 429.${ofIpv6(options)}`;
}

function buffering(options: Fields): string {
  const most = numberOf(options['maxrequestbodybytes']) ?? 0;
  return most > 0 ? `Refuses bodies above ${bytes(most)} with 413.` : 'Reads the whole body before it passes it on.';
}

function retry(options: Fields): string {
  const attempts = numberOf(options['attempts']) ?? 1;
  const status = listOf(options['status']);
  return `Asks up to ${attempts} times${status.length > 0 ? ` after ${status.join(', ')}` : ' when no connection comes about'}.`;
}

const SENTENCES: Readonly<Record<string, (options: Fields) => string>> = {
  headers,
  ratelimit: rateLimit,
  buffering,
  retry,
  ipallowlist: (options) => `Lets in ${some(listOf(options['sourcerange']))} only; all others get 403.`,
  basicauth: () => 'Asks for a user name and a password; without them 401.',
  digestauth: () => 'Asks for a user name and a password; without them 401.',
  forwardauth: (options) => `Asks ${textOf(options['address'])} whether the request may pass.`,
  inflightreq: (options) => `Lets ${numberOf(options['amount']) ?? 0} requests at a time through for each ${perClient(options)}; more get 429.${ofIpv6(options)}`,
  errors: (options) => `Has a page of its own for ${listOf(options['status']).join(', ')}.`,
  compress: () => 'Compresses answers for browsers that ask for it.',
  stripprefix: (options) => `Takes ${listOf(options['prefixes']).join(', ')} off the path.`,
  replacepath: (options) => `Asks for ${textOf(options['path'])}, whatever the path was.`,
  redirectscheme: (options) => `Redirects to the same address with ${textOf(options['scheme'])}${['', '443'].includes(textOf(options['port'])) ? '' : ` on port ${textOf(options['port'])}`}, ${textOf(options['permanent']) === 'true' ? 'for good' : 'for now'}.`,
  redirectregex: (options) => `Redirects to ${textOf(options['replacement']).replace(/\$\{\d+\}/, '')} with the same path, ${textOf(options['permanent']) === 'true' ? 'for good' : 'for now'}.`,
};

/** What a middleware does to a request, in one sentence with its numbers. */
export function sentenceOf(kind: string, options: Fields): string {
  return SENTENCES[kind]?.(options) ?? `Passes the request through ${kind}.`;
}
