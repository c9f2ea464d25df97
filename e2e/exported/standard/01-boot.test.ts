import { describe, expect, it } from 'vitest';
import { booted } from '../support/booted';
import { badLines } from '../support/log-lines';
import { tell } from '../support/run';

const { stack, boot } = booted('standard');

/** What a person would take for a warning, without the steps of the image builds. */
const complaints = (text: string) => text.split('\n').filter((line) => /\bwarn(ing)?\b|deprecat|obsolete|\berror\b/i.test(line) && !/^#\d+ /.test(line));

describe('S2 The stack comes up', () => {
  it('exports with nothing on stderr', () => {
    expect(boot.exported.stderr.trim(), tell(boot.exported)).toBe('');
  });

  it('prints no warning while it builds and starts', () => {
    expect(complaints(boot.up.stdout + boot.up.stderr)).toEqual([]);
  });

  it('has a compose file that `docker compose config` takes without a word', async () => {
    const outcome = await stack.compose(['config', '--quiet']);
    expect(outcome.code, tell(outcome)).toBe(0);
    expect((outcome.stdout + outcome.stderr).trim()).toBe('');
  });

  it('is taken with .env.example too', async () => {
    const outcome = await stack.compose(['--env-file', '.env.example', 'config', '--quiet']);
    expect(outcome.code === 0 ? '' : outcome.stderr, 'required variables may be named; anything else is a fault').toMatch(/^$|required variable/);
    expect(complaints(outcome.stderr).filter((line) => !/required variable/.test(line))).toEqual([]);
  });

  it('runs every service healthy, and the one-shots are done', async () => {
    const states = [...(await stack.containers())].map(([service, { State }]) => `${service}: ${State.Status === 'exited' ? `exited ${State.ExitCode}` : State.Health?.Status}`);
    expect(states.filter((state) => !/: (healthy|exited 0)$/.test(state)), states.join('\n')).toEqual([]);
    for (const service of ['traefik', 'react-app', 'api', 'django', 'postgres', 'pgadmin']) expect(states).toContain(`${service}: healthy`);
  });

  it('has no nginx, because the default design has none', async () => {
    expect([...(await stack.containers()).keys()]).not.toContain('nginx');
  });

  it('restarted nothing on the way up', async () => {
    const restarted = [...(await stack.containers())].filter(([, { RestartCount, State }]) => RestartCount > 0 || State.OOMKilled).map(([service]) => service);
    expect(restarted).toEqual([]);
  });
});

describe('S13 Names are the project’s own', () => {
  it('lives in a folder with a space in its name', () => {
    expect(stack.dir).toContain(' ');
  });

  it('prefixes containers, networks and volumes with the project', async () => {
    for (const { Name, NetworkSettings, Mounts } of (await stack.containers()).values()) {
      expect(Name.slice(1)).toMatch(new RegExp(`^${stack.project}[-_]`));
      // `none` is Docker's own: a container without any network.
      for (const network of Object.keys(NetworkSettings.Networks).filter((each) => each !== 'none')) expect(network).toMatch(new RegExp(`^${stack.project}[-_]`));
      for (const mount of Mounts.filter(({ Type }) => Type === 'volume')) expect((mount as { Name?: string }).Name).toMatch(new RegExp(`^${stack.project}[-_]`));
    }
  });
});

describe('S14 Logs at start', () => {
  it.each(['traefik', 'react-app', 'api', 'django', 'django-migrate', 'traefik-certificates', 'postgres', 'pgadmin'])('%s logs no error, warning or traceback', (service) => {
    expect(boot.logs[service], `there is a log of ${service}`).toBeDefined();
    expect(badLines(boot.logs[service] ?? '', service)).toEqual([]);
  });

  it('no log has a secret in it', async () => {
    const environment = await stack.environment();
    const secrets = Object.entries(environment).filter(([name, value]) => /PASSWORD|SECRET|TOKEN|_KEY$/.test(name) && value.length >= 8);
    expect(secrets.length).toBeGreaterThan(3);
    const leaks = Object.entries(boot.logs).flatMap(([service, log]) => secrets.filter(([, value]) => log.includes(value)).map(([name]) => `${service}: ${name}`));
    expect(leaks).toEqual([]);
  });
});
