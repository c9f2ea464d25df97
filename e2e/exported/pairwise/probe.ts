import https from 'node:https';
import { isSpa, goodPassword, somebody } from '../support/expecting';
import { complaintsAboutContainer } from '../support/hardened';
import { header, say, type Answer, type Asking, type Client } from '../support/http';
import { badLines } from '../support/log-lines';
import { eventually, sleep } from '../support/run';
import { complaintsAboutHeaders } from '../support/security-headers';
import type { Stack } from '../support/stack';
import { callers } from './picks';
import { hostOf, type Values } from './values';

/**
 * The essentials of what an export promises, asked from outside, of any design: what is expected follows from the
 * design's settings alone. Gives what is wrong; nothing when all is as promised.
 */
export async function probe(stack: Stack, values: Values, client: Client, plain: Client): Promise<string[]> {
  const wrong: string[] = [];
  const check = (holds: boolean, what: string) => void (holds || wrong.push(what));
  await whenThere(client);
  await containers(stack, values, check);
  await redirect(values, plain, check);
  await page(values, client, check);
  await accounts(values, client, check);
  await tools(values, client, check);
  await apiLimit(values, client, check);
  await logs(stack, values, check);
  return wrong;
}

type Check = (holds: boolean, what: string) => void;

/** A design may allow very few requests: who is told to wait, waits. */
async function ask(client: Client, method: string, path: string, asking: Asking = {}): Promise<Answer> {
  for (let attempt = 0; ; attempt += 1) {
    const answer = await client.ask(method, path, asking);
    if (answer.status !== 429 || attempt === 30) return answer;
    await sleep(Math.min(65, Number(header(answer, 'retry-after') ?? 1) || 1) * 1000);
  }
}

const get = (client: Client, path: string) => ask(client, 'GET', path);

async function whenThere(client: Client): Promise<void> {
  await eventually('the page', async () => (isSpa(await get(client, '/')) ? true : undefined), 30_000);
  await eventually('the API with Django', async () => ((await get(client, '/api/ready')).status === 200 ? true : undefined), 60_000);
}

/** S1 S11: what each container may, with the parts of the hardening that the design has switched off. */
async function containers(stack: Stack, values: Values, check: Check): Promise<void> {
  const off = [
    ...(values.get('hardening.readOnly') ? [] : [/root file system can be written/, /tmpfs/]),
    ...(values.get('hardening.capDrop') ? [] : [/cap_drop/]),
    ...(values.get('hardening.noNewPrivileges') ? [] : [/security_opt/]),
    ...(values.get('hardening.limits') ? [] : [/limit/, /may swap/]),
  ];
  const all = await stack.containers();
  for (const [service, container] of all) {
    const ends = container.HostConfig.RestartPolicy.Name === 'no';
    for (const complaint of complaintsAboutContainer(service, container)) check(off.some((pattern) => pattern.test(complaint)) || (ends && /health check|restart is no/.test(complaint)), complaint);
    const health = container.State.Health?.Status;
    check(container.State.Status === 'running' ? health === undefined || health === 'healthy' : container.State.ExitCode === 0, `${service} is ${container.State.Status} and ${health}`);
    const published = Object.keys(container.HostConfig.PortBindings ?? {});
    check(published.length === 0 || service === 'traefik', `${service} publishes ${published.join(' ')}`);
  }
  for (const [path, value] of values) {
    const [, service = ''] = /^services\.([^.]+)$/.exec(path) ?? [];
    if (service && value === true) check(all.has(service), `${service} has no container`);
    if (service && value === false) check(!all.has(service), `${service} has a container`);
  }
}

/** S2 */
async function redirect(values: Values, plain: Client, check: Check): Promise<void> {
  if (values.get('tls.mode') === 'behind-proxy') return;
  const answer = await plain.get('/x?y=z');
  if (!values.get('services.traefik.redirect')) return check(answer.status === 404, `without the redirect: ${say(answer)}`);
  const port = values.get('services.traefik.httpsPort');
  const wanted = `https://${hostOf(values)}${port === 443 ? '' : `:${String(port)}`}/x?y=z`;
  const location = (header(answer, 'location') ?? '').replace(/^(https:\/\/[^/:]+):443\//, '$1/');
  check([301, 308].includes(answer.status) && location === wanted, `redirects to ${wanted}: ${say(answer)}`);
}

/** S8: what the design itself turns off is not missed. */
function headersOf(values: Values, answer: Answer, check: Check): void {
  const noCsp = values.get('services.traefik.csp') === '';
  const plain = values.get('tls.mode') === 'behind-proxy';
  const noHsts = values.get('services.traefik.hstsSeconds') === 0;
  const hsts = header(answer, 'strict-transport-security');
  check(plain || noHsts === (hsts === undefined), `HSTS of ${String(values.get('services.traefik.hstsSeconds'))} seconds: ${say({ ...answer, body: '' })}`);
  const complaints = complaintsAboutHeaders(answer, values.get('services.traefik.permissions') as string[]).filter((text) => !(noCsp && text.startsWith('content-security-policy')) && !((plain || noHsts) && text.startsWith('strict-transport')));
  check(complaints.length < 2, complaints.join('\n'));
  check(header(answer, 'x-frame-options') === (values.get('services.traefik.frame') ?? 'DENY') || answer.asked.includes('/api'), `frames: ${say(answer)}`);
}

/** S3 S4 S8 S9 */
async function page(values: Values, client: Client, check: Check): Promise<void> {
  const start = await get(client, '/');
  headersOf(values, start, check);
  check(/no-cache|no-store/.test(header(start, 'cache-control') ?? ''), `index.html may be kept: ${say(start)}`);
  check(isSpa(await get(client, '/deep/link?tab=2')), 'a deep link is not the page');
  const script = /src="(\/[^"]+\.js)"/.exec(start.body)?.[1] ?? '/no-script';
  const asset = await get(client, script);
  check(asset.status === 200 && /max-age=31536000/.test(header(asset, 'cache-control') ?? ''), `assets: ${say(asset)}`);
  const missing = await get(client, '/assets/index-00000000.js');
  check(missing.status === 404 && !isSpa(missing), `a missing asset: ${say(missing)}`);
  const health = await get(client, '/api/health');
  check(health.status === 200, say(health));
  headersOf(values, health, check);
  const unknown = await get(client, '/api/nothing-here');
  check(unknown.status === 404 && isJson(unknown), `unknown below /api: ${say(unknown)}`);
  const shown = values.get('project.environment') === 'development' && values.get('services.api.docs') === true;
  const docs = await get(client, '/api/docs');
  check(docs.status === (shown ? 200 : 404), `docs are ${shown ? 'on' : 'off'}: ${say(docs)}`);
  for (const path of ['/internal/users/me', '/metrics', '/internal/auth/login']) {
    const answer = await get(client, path);
    check(isSpa(answer) || [403, 404].includes(answer.status), `${path} is inside: ${say(answer)}`);
  }
  const stranger = await ask(client, 'GET', '/', { headers: { host: 'not-this-one.example' } });
  check([404, 421].includes(stranger.status), `another host: ${say(stranger)}`);
}

const isJson = (answer: Answer) => /^application\/(problem\+)?json/.test(header(answer, 'content-type') ?? '');

/** S5 S6: accounts, and a request from another site. */
async function accounts(values: Values, client: Client, check: Check): Promise<void> {
  const person = { email: somebody('pair'), password: goodPassword };
  const registered = await ask(client, 'POST', '/api/auth/register', { json: person });
  const open = values.get('services.api.registration') === true;
  check(registered.status === (open ? 201 : 403), `registration is ${open ? 'open' : 'closed'}: ${say(registered)}`);
  if (open) {
    const me = await get(client, '/api/users/me');
    check(me.status === 200 && me.body.includes(person.email), `who is logged in: ${say(me)}`);
    const out = await ask(client, 'POST', '/api/auth/logout');
    check(out.status === 204, `logging out: ${say(out)}`);
    const again = await ask(client, 'POST', '/api/auth/login', { json: person });
    check(again.status === 200, `logging in: ${say(again)}`);
    client.cookies.clear();
  }
  const unknown = await ask(client, 'POST', '/api/auth/login', { json: { ...person, email: somebody('nobody') } });
  check(unknown.status === 401 && isJson(unknown), `nobody logs in: ${say(unknown)}`);
  const forged = await ask(client, 'POST', '/api/auth/login', { json: person, headers: { origin: 'https://evil.example' } });
  check(forged.status === 403, `from another site: ${say(forged)}`);
  const nobody = await get(client, '/api/users/me');
  check(nobody.status === 401 && isJson(nobody), `without a session: ${say(nobody)}`);
}

/** S6 30 35: each tool is there for who may, and for nobody else. */
async function tools(values: Values, client: Client, check: Check): Promise<void> {
  const admin = String(values.get('services.django.adminUrl'));
  const pages = [
    { path: `${admin}/login/`, mark: 'csrfmiddlewaretoken', exposure: values.get('services.django.adminExposure'), allow: values.get('services.django.adminAllow') },
    { path: '/pgadmin/login', mark: 'pgAdmin', exposure: values.get('services.pgadmin.exposure') ?? 'none', allow: values.get('services.pgadmin.allow') },
    { path: '/mail/', mark: 'Mailpit', exposure: values.get('services.mailpit.exposure') ?? 'none', allow: values.get('services.mailpit.allow') },
    { path: '/traefik/api/overview', mark: '"routers"', exposure: values.get('services.traefik.dashboard'), allow: values.get('services.traefik.dashboardAllow') },
  ];
  for (const { path, mark, exposure, allow } of pages) {
    const answer = await get(client, path);
    const said = `${path} (${String(exposure)}, ${JSON.stringify(allow)}): ${say(answer)}`;
    const letIn = Array.isArray(allow) && callers.every((range) => allow.includes(range));
    if (exposure === 'none') check(isSpa(answer) || [403, 404].includes(answer.status), said);
    else if (exposure === 'basic-auth') check(answer.status === 401, said);
    else if (exposure === 'both') check(letIn ? answer.status === 401 : [401, 403].includes(answer.status), said);
    else check(letIn ? answer.status === 200 && answer.body.includes(mark) : answer.status === 403, said);
    if (answer.status !== 200 || exposure === 'none') check(!answer.body.includes(mark), `shows itself: ${said}`);
  }
}

/** Said where too many of one client are asked at a time; when that is over nobody knows, so no Retry-After. */
const isInFlight = ({ body }: Answer) => /^max connections reached/.test(body);

/** S7: where a burst is small enough to be knocked out, over open connections, so that a busy machine is fast enough too. */
async function apiLimit(values: Values, client: Client, check: Check): Promise<void> {
  const burst = Number(values.get('services.traefik.rateBurst'));
  if (burst > 20) return;
  const agent = new https.Agent({ keepAlive: true });
  const answers: Answer[] = [];
  // Those refused because others are in flight count too: the rate comes first.
  const limited = () => answers.filter((answer) => answer.status === 429 && !isInFlight(answer));
  const lane = async () => {
    while (answers.length < 120 || (limited().length === 0 && answers.length < 1000)) answers.push(await client.get('/api/health', { agent }));
  };
  await Promise.all(Array.from({ length: 40 }, lane));
  agent.destroy();
  const silent = limited().find((answer) => header(answer, 'retry-after') === undefined);
  check(limited().length > 0 && !silent, `${answers.length} requests against a burst of ${burst}: ${limited().length} times 429${silent ? `, such as ${say(silent)}` : ''}`);
}

/** Nobody collects traces here, and each exporter says in its own words that it could not hand them in; nothing else about traces is forgiven. */
const isUncollected = (line: string) => /(Transient error .+ encountered while exporting spans? batch|Failed to export spans? batch due to timeout, max retries or shutdown|"traces export: .*(no such host|connection refused|i\/o timeout|deadline exceeded|server misbehaving))/.test(line);

/**
 * The store that a design names is nobody's, and Amazon's does not know the keys: `data/` boots copies with a store of
 * its own. Any other address, or a failure of another kind, is one.
 */
function isUnreachedStore(line: string, values: Values): boolean {
  if (values.get('services.backup.offsite') !== 's3' || !line.startsWith('{')) return false;
  const { event, reason = '' } = JSON.parse(line) as { event?: string; reason?: string };
  const endpoint = String(values.get('services.backup.endpoint'));
  const [, address = ''] = /^Could not connect to the endpoint URL: "([^"]+)"$/.exec(reason) ?? [];
  const isTheirs = endpoint === '' ? /^https:\/\/[a-z0-9.-]+\.amazonaws\.com\//.test(address) : address.startsWith(`${endpoint}/`);
  return event === 'failed' && (isTheirs || (endpoint === '' && /\((InvalidAccessKeyId|403)\)/.test(reason)));
}

/** S14: nobody complains; who asks for warnings gets those that Traefik always has. */
async function logs(stack: Stack, values: Values, check: Check): Promise<void> {
  const chatty = values.get('services.traefik.logLevel') !== 'ERROR';
  for (const service of (await stack.containers()).keys()) {
    const all = (await stack.logs(service)).split('\n');
    const lines = badLines(all.join('\n'), service).filter((line) => {
      if (values.get('observability.otlpEndpoint') !== '' && isUncollected(line)) return false;
      if (service === 'backup-offsite' && isUnreachedStore(line, values)) return false;
      if (service !== 'traefik') return true;
      return !chatty || /"level":"(error|fatal|panic)"| ERR | FTL /i.test(line);
    });
    const around = lines.slice(0, 1).flatMap((line) => all.slice(Math.max(0, all.indexOf(line) - 3), all.indexOf(line) + 60));
    check(lines.length === 0, `${service} says:\n${lines.slice(0, 5).join('\n')}\nin:\n${around.join('\n')}`);
  }
}
