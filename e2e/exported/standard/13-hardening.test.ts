import { describe, expect, it } from 'vitest';
import { booted } from '../support/booted';
import { complaintsAboutContainer, exceptions, kernelStatus, processUsers } from '../support/hardened';
import { must, run, tell } from '../support/run';
import { composeModel } from '../support/images';

const { stack } = booted('standard');
const longRunning = ['traefik', 'react-app', 'api', 'django', 'postgres', 'pgadmin'];

describe('S11 What Docker says about each container', () => {
  it.each([...longRunning, 'django-migrate', 'traefik-certificates'])('%s', async (service) => {
    expect(complaintsAboutContainer(service, await stack.container(service))).toEqual([]);
  });

  it('no other container is there', async () => {
    expect([...(await stack.containers()).keys()].sort()).toEqual([...longRunning, 'django-migrate', 'traefik-certificates'].sort());
  });

  it('only Traefik sees the Docker socket, read-only', async () => {
    const holders = [...(await stack.containers())].filter(([, { Mounts }]) => Mounts.some(({ Source }) => Source.endsWith('docker.sock')));
    expect(holders.map(([service]) => service)).toEqual(['traefik']);
  });

  it('what starts is built with a health check in the image too', async () => {
    for (const service of ['react-app', 'api', 'django']) {
      const { Image } = await stack.container(service);
      const { stdout } = await must('docker', ['image', 'inspect', '-f', '{{json .Config}}', Image]);
      const config = JSON.parse(stdout) as { Healthcheck?: { Test: string[] }; User: string };
      expect(config.Healthcheck?.Test.length, `${service} HEALTHCHECK`).toBeGreaterThan(1);
      expect(config.User, `${service} USER`).toMatch(/^[1-9]\d*/);
    }
  });

  it('postgres gets a minute to stop', async () => {
    expect((await stack.container('postgres')).Config.StopTimeout).toBeGreaterThanOrEqual(60);
  });

  it('services wait for each other’s health, and Django for its migrations', async () => {
    const { services } = await composeModel<{ services: Record<string, { depends_on?: Record<string, { condition: string }> }> }>(stack);
    expect(services.django?.depends_on?.['django-migrate']?.condition).toBe('service_completed_successfully');
    expect(services['django-migrate']?.depends_on?.postgres?.condition).toBe('service_healthy');
    const started = Object.entries(services).flatMap(([name, { depends_on }]) => Object.entries(depends_on ?? {}).filter(([, { condition }]) => condition === 'service_started').map(([on]) => `${name} → ${on}`));
    expect(started, 'waits for the start only').toEqual([]);
  });
});

describe('S11 What the kernel says', () => {
  it.each(longRunning)('%s runs as nobody special', async (service) => {
    const container = await stack.container(service);
    const users = await processUsers(container);
    if (!exceptions.rootWithoutCapabilities(container)) expect(users.filter(({ uid }) => uid === '0')).toEqual([]);
    const status = await kernelStatus(stack, service);
    for (const set of ['CapEff', 'CapPrm', 'CapBnd', 'CapInh']) expect(status[set], `${service} ${set}`).toBe('0000000000000000');
    expect(status.NoNewPrivs).toBe('1');
    expect(status.Seccomp, 'seccomp filter').toBe('2');
  });

  it.each(longRunning)('%s cannot write to its own program, and cannot run what it writes to /tmp', async (service) => {
    const write = await stack.exec(service, ['sh', '-c', 'touch /usr/bin/x /etc/x 2>&1; echo done']);
    expect(write.stdout, tell(write)).toMatch(/(Read-only file system[\s\S]*){2}|(Permission denied[\s\S]*){2}/);
    const execute = await stack.exec(service, ['sh', '-c', 'printf "#!/bin/sh\\necho ran\\n" > /tmp/x && chmod 755 /tmp/x && /tmp/x; rm -f /tmp/x']);
    expect(execute.stdout, tell(execute)).not.toContain('ran');
  });
});

describe('10–12 Images', () => {
  it.each(['react-app', 'api', 'django'])('%s has no compiler, no .env, no .git, no tests’ caches', async (service) => {
    const look = 'command -v gcc cc make git; ls -a /app /srv /code /usr/share/nginx/html 2>/dev/null | grep -E "^(\\.env|\\.git|\\.pytest_cache|node_modules)$"; true';
    const outcome = await stack.exec(service, ['sh', '-c', look]);
    expect(outcome.stdout.trim(), tell(outcome)).toBe('');
  });

  it('no layer and no label knows a secret', async () => {
    const secrets = Object.entries(await stack.environment()).filter(([name, value]) => /PASSWORD|SECRET|TOKEN|_KEY$/.test(name) && value.length > 8);
    for (const service of ['react-app', 'api', 'django']) {
      const { Image } = await stack.container(service);
      const text = (await must('docker', ['history', '--no-trunc', '--format', '{{.CreatedBy}}', Image])).stdout + (await must('docker', ['image', 'inspect', Image])).stdout;
      expect(secrets.filter(([, value]) => text.includes(value)).map(([name]) => `${service}: ${name}`)).toEqual([]);
    }
  });

  it('the code in the container cannot be changed by the one who runs it', async () => {
    for (const service of ['api', 'django']) {
      const { stdout } = await stack.exec(service, ['sh', '-c', 'find "$PWD" -writable -not -type l 2>/dev/null | head -5']);
      expect(stdout.trim(), service).toBe('');
    }
  });

  it('each service gets only the secrets that it needs', async () => {
    const variables = async (service: string) => (await stack.container(service)).Config.Env.map((line) => line.split('=')[0] ?? '');
    const api = await variables('api');
    expect(api.filter((name) => /POSTGRES_PASSWORD|DJANGO_SECRET_KEY|DJANGO_DB_PASSWORD|PGADMIN|DJANGO_DATABASE_URL/.test(name))).toEqual([]);
    expect((await variables('django')).filter((name) => /JWT_SECRET|POSTGRES_PASSWORD|PGADMIN/.test(name))).toEqual([]);
    expect((await variables('react-app')).filter((name) => /SECRET|PASSWORD|TOKEN/.test(name))).toEqual([]);
    expect((await variables('traefik')).filter((name) => /SECRET|PASSWORD|DATABASE/.test(name))).toEqual([]);
  });
});

describe('45 Postgres', () => {
  const sql = async (query: string) => {
    const { POSTGRES_USER = '', POSTGRES_DB = '' } = await stack.environment();
    const outcome = await stack.exec('postgres', ['psql', '-X', '-A', '-t', '-U', POSTGRES_USER, '-d', POSTGRES_DB, '-c', query]);
    expect(outcome.code, tell(outcome)).toBe(0);
    return outcome.stdout.trim();
  };

  it('uses scram and data checksums', async () => {
    expect(await sql('show password_encryption')).toBe('scram-sha-256');
    expect(await sql('show data_checksums')).toBe('on');
    expect(await sql(`select distinct auth_method from pg_hba_file_rules where type like 'host%' and auth_method not in ('scram-sha-256', 'reject')`)).toBe('');
  });

  it('gives the applications roles that are no superusers; Django’s owns its tables', async () => {
    expect(await sql(`select rolsuper or rolcreaterole or rolcreatedb or rolreplication or rolbypassrls from pg_roles where rolname in ('django', 'api') order by 1 desc limit 1`)).toBe('f');
    expect(await sql(`select distinct tableowner from pg_tables where schemaname = 'public'`)).toBe('django');
    expect(await sql(`select usename from pg_stat_activity where datname = current_database() and usename not in ('django', 'api') and client_addr is not null`)).toBe('');
  });

  it('lets PUBLIC neither connect nor create', async () => {
    expect(await sql(`select has_schema_privilege('public', 'public', 'create')`)).toBe('f');
    expect(await sql(`select coalesce(bool_or(a.grantee = 0), false) from pg_database d, aclexplode(d.datacl) a where d.datname = current_database() and a.privilege_type = 'CONNECT'`)).toBe('f');
  });

  it('limits what a role may hold up', async () => {
    const limits = await sql(`select coalesce(string_agg(c, ' '), '') from pg_db_role_setting s join pg_roles r on r.oid = s.setrole, unnest(setconfig) c where rolname = 'django'`);
    for (const name of ['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout']) expect(limits).toContain(name);
    expect(Number(await sql(`select rolconnlimit from pg_roles where rolname = 'django'`))).toBeGreaterThan(0);
  });

  it('keeps its data where the image has it (C19)', async () => {
    const { Mounts, Config } = await stack.container('postgres');
    const old = /postgres:1[0-7]\b/.test(Config.Image);
    expect(Mounts.filter(({ Type }) => Type === 'volume').map(({ Destination }) => Destination)).toEqual([old ? '/var/lib/postgresql/data' : '/var/lib/postgresql']);
  });
});

describe('S14 Applications refuse to start in production on a secret that is none', () => {
  it.each([
    ['api', 'JWT_SECRET', 'change_me'],
    ['api', 'JWT_SECRET', 'too-short'],
    ['api', 'INTERNAL_API_TOKEN', 'change_me_to_something_that_is_long_enough'],
    ['django', 'DJANGO_SECRET_KEY', 'change_me'],
    ['django', 'INTERNAL_API_TOKEN', ''],
  ])('%s with %s=%s', async (service, name, value) => {
    const { Image, NetworkSettings, Config } = await stack.container(service);
    const environment = Config.Env.filter((line) => !line.startsWith(`${name}=`)).concat(`${name}=${value}`).flatMap((line) => ['-e', line]);
    const container = `${stack.project}-refuses-${process.pid}`;
    const network = Object.keys(NetworkSettings.Networks)[0] ?? 'bridge';
    const outcome = await run('docker', ['run', '--rm', '--name', container, '--network', network, '--read-only', '--tmpfs', '/tmp', ...environment, Image], { timeoutMs: 45_000 });
    await run('docker', ['rm', '-f', container]);
    expect(outcome.code, `it started: ${tell(outcome)}`).not.toBe(124);
    expect(outcome.code, tell(outcome)).not.toBe(0);
    expect(outcome.stdout + outcome.stderr).toContain(name);
  });
});
