import { describe, expect, it } from 'vitest';
import { booted } from '../support/booted';
import { expectJsonError, expectSpa, expectStatus, register, sessionCookie, somebody, goodPassword } from '../support/expecting';
import { say } from '../support/http';
import { must, tell } from '../support/run';

const one = booted('standard').stack;
const other = booted('exposed').stack;

describe('S13 Two stacks on one host', () => {
  it('share no container, network or volume', async () => {
    const things = async (stack: typeof one) => {
      const containers = [...(await stack.containers()).values()];
      return new Set([
        ...containers.map(({ Name }) => Name),
        // `none` is Docker's own: a container without any network.
        ...containers.flatMap(({ NetworkSettings }) => Object.keys(NetworkSettings.Networks)).filter((name) => name !== 'none'),
        ...containers.flatMap(({ Mounts }) => Mounts.filter(({ Type }) => Type === 'volume').map(({ Source }) => Source)),
      ]);
    };
    const theirs = await things(other);
    expect([...(await things(one))].filter((name) => theirs.has(name))).toEqual([]);
  });

  it('both answer', async () => {
    for (const stack of [one, other]) {
      expectSpa(await stack.https().get('/'));
      expectStatus(await stack.https().get('/api/health'), 200);
    }
  });

  it('neither Traefik routes to the other stack', async () => {
    const standard = await one.https().get('/admin/login/');
    expect(standard.body, say(standard)).not.toContain('csrfmiddlewaretoken');
    const addresses = async (stack: typeof one) => [...(await stack.containers()).values()].flatMap(({ NetworkSettings }) => Object.values(NetworkSettings.Networks).map(({ IPAddress }) => IPAddress)).filter(Boolean);
    for (const [mine, foreign] of [[one, other], [other, one]] as const) {
      const log = await mine.logs('traefik');
      for (const address of await addresses(foreign)) expect(log, `${mine.project} talked to ${address}`).not.toMatch(new RegExp(`//${address.replaceAll('.', '\\.')}:`));
    }
  });

  it('a session of one counts for nothing at the other', async () => {
    const client = one.https();
    const person = await register(client, somebody(), goodPassword);
    const { name, value } = sessionCookie(await client.post('/api/auth/login', person));
    expectJsonError(await other.https().get('/api/users/me', { headers: { cookie: `${name}=${value}` } }), 401);
    expectJsonError(await other.https().post('/api/auth/login', person), 401);
  });

  it('one restarted while the other runs comes up again', async () => {
    const outcome = await other.compose(['up', '-d', '--wait']);
    expect(outcome.code, tell(outcome)).toBe(0);
    expectSpa(await one.https().get('/'));
  });

  it('is in none of the other’s networks', async () => {
    const names = (await must('docker', ['network', 'ls', '--format', '{{.Name}}'])).stdout.split('\n');
    expect(names.filter((name) => name.startsWith(one.project)).length).toBeGreaterThan(0);
    expect(names.filter((name) => name.startsWith(other.project)).length).toBeGreaterThan(0);
  });
});
