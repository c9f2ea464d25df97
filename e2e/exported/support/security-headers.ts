import { headerValues, say, type Answer } from './http';

/** What S8 and section C of the hardening list ask of every answer over TLS, whoever gives it. */
const wanted: Record<string, RegExp> = {
  'strict-transport-security': /^max-age=\d+/,
  'x-content-type-options': /^nosniff$/,
  'x-frame-options': /^(DENY|SAMEORIGIN)$/,
  'referrer-policy': /^(no-referrer|same-origin|strict-origin|strict-origin-when-cross-origin)$/,
  'permissions-policy': /(?=.*\bcamera=\(\))(?=.*\busb=\(\))/,
  'content-security-policy': /default-src/,
  'cross-origin-opener-policy': /^same-origin$/,
  'cross-origin-resource-policy': /^same-(origin|site)$/,
};

const unwanted = ['server', 'x-powered-by', 'via', 'x-aspnet-version', 'x-xss-protection', 'expect-ct', 'public-key-pins', 'feature-policy', 'x-runtime'];

/** Headers that may come several times. */
const repeatable = new Set(['set-cookie', 'vary', 'link', 'www-authenticate', 'server-timing']);

/** Besides `wanted`: a camera that the design allows is for the page itself. */
const withCamera = /(?=.*\bcamera=\(self\))(?=.*\busb=\(\))/;

/** @param permissions features of the browser that the design allows */
export function complaintsAboutHeaders(answer: Answer, permissions: readonly string[] = []): string[] {
  const complaints: string[] = [];
  const ours = permissions.includes('camera') ? { ...wanted, 'permissions-policy': withCamera } : wanted;
  for (const [name, pattern] of Object.entries(ours)) {
    const values = headerValues(answer, name);
    if (values.length === 0) complaints.push(`${name} is missing`);
    else if (values.some((value) => !pattern.test(value))) complaints.push(`${name} is ${values.join(' | ')}`);
  }
  for (const name of unwanted) if (headerValues(answer, name).length > 0) complaints.push(`${name}: ${headerValues(answer, name).join(' | ')}`);
  const counts = new Map<string, number>();
  for (const [name] of answer.headers) counts.set(name.toLowerCase(), (counts.get(name.toLowerCase()) ?? 0) + 1);
  for (const [name, count] of counts) if (count > 1 && !repeatable.has(name)) complaints.push(`${name} comes ${count} times`);
  return complaints.length > 0 ? [...complaints, say({ ...answer, body: answer.body.slice(0, 200) })] : [];
}
