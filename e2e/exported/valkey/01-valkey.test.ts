import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { designOf, exported, remove, setLine } from '../data/booting';
import { complaintsAboutContainer } from '../support/hardened';
import { must, eventually, sleep, tell } from '../support/run';
import type { Stack } from '../support/stack';
import { asAdmin, awkward, burst, handOver, holdTable, python } from './inside';

const LIMIT = 40;
const WINDOW_MS = 20_000;
const secrets = {
  VALKEY_PASSWORD: awkward('admin'),
  API_CACHE_PASSWORD: awkward('api'),
  DJANGO_CACHE_PASSWORD: awkward('django'),
  WORKER_CACHE_PASSWORD: awkward('worker'),
};
const design = {
  ...designOf('valkey-shared', 24_100, {
    'services.pgadmin': 'false',
    'services.valkey': 'true',
    'services.worker': 'true',
    'services.worker.pruneMinutes': '1',
    'services.worker.results': 'true',
    'services.api.rateLimitMaxRequests': String(LIMIT),
    'services.api.rateLimitWindowMs': String(WINDOW_MS),
    'hardening.networks': 'tiers',
  }),
  secrets,
};

let stack: Stack;
beforeAll(async () => {
  stack = await exported(design);
  // Less patience than the export has, so that a test can outlast it.
  await writeFile(stack.file('compose.override.yml'), 'services: { worker: { environment: { WORKER_FINISH_SECONDS: "4" } } }\n');
  await setLine(stack, 'COMPOSE_FILE', 'local.docker.yml:compose.override.yml');
  const up = await stack.compose(['up', '-d', '--build', '--wait', '--wait-timeout', '400', '--scale', 'api=2', '--scale', 'django=2', 'api', 'django', 'worker', 'worker-beat', 'valkey'], { timeoutMs: 1_800_000 });
  if (up.code !== 0) throw new Error([tell(up), await stack.logs('valkey'), await stack.logs('worker')].join('\n'));
});
afterAll(() => remove(stack));

/** Lines about a task in the worker's log. */
async function linesOf(task: string): Promise<string> {
  return (await stack.logs('worker')).split('\n').filter((line) => line.includes(task)).join('\n');
}

async function succeeded(task: string): Promise<true | undefined> {
  return (await linesOf(task)).includes('succeeded') ? true : undefined;
}

const all = { replicas: 2, all: 100, answered: LIMIT, refused: 100 - LIMIT };
/** What the API said of its counting. */
const said = async () => (await stack.logs('api')).split('\n').filter((line) => line.includes('app.rate_limit'));
const times = (lines: string[], level: string, words: string) => lines.filter((line) => line.includes(`"${level}"`) && line.includes(words)).length;
const lost = (lines: string[]) => times(lines, 'warning', 'cannot be used');
/** One request for each worker process, so that all know that Valkey is there. */
const wake = () => burst(stack, 40);
const forget = () => asAdmin(stack, 'eval', "for _, key in ipairs(redis.call('keys', 'limit:*')) do redis.call('del', key) end", '0');

/** A burst that Valkey has counted: on a busy machine it may answer too late, upon which each container counts for itself and says so. */
async function counted(anew: () => Promise<unknown>) {
  for (let attempt = 1; ; attempt += 1) {
    await wake();
    await anew();
    const before = lost(await said());
    const found = await burst(stack, 100);
    if (attempt === 4 || lost(await said()) === before) return found;
  }
}

describe('S7 the rate limit', () => {
  it('is counted once over two replicas: of a burst exactly the allowed number is answered', async () => {
    expect(await counted(forget)).toEqual(all);
    expect(await counted(() => sleep(WINDOW_MS))).toEqual(all);
  });

  it('S12 holds for each replica while Valkey is away, and for all together afterwards', async () => {
    await sleep(WINDOW_MS);
    const before = await said();
    await stack.mustCompose(['stop', 'valkey']);
    const alone = await burst(stack, 120);
    expect(alone).toEqual({ replicas: 2, answered: 2 * LIMIT, refused: 120 - 2 * LIMIT, all: 120 });
    await stack.mustCompose(['start', 'valkey']);
    await eventually('Valkey to be healthy', async () => ((await stack.container('valkey')).State.Health?.Status === 'healthy' ? true : undefined));
    await sleep(3000);
    await wake();
    // Each of two workers in each of two replicas says it once, and once that it is over.
    const after = await said();
    for (const [level, words] of [['warning', 'cannot be used'], ['info', 'is back']] as const) {
      const more = times(after, level, words) - times(before, level, words);
      expect(more, after.join('\n')).toBeGreaterThan(0);
      expect(more, after.join('\n')).toBeLessThanOrEqual(4);
    }
    expect(await counted(forget)).toEqual(all);
  });
});

describe("Django's cache", () => {
  const SET = 'import django; django.setup()\nfrom django.core.cache import cache\ncache.set("from-one", {"ä": [1, None]}, 60); print(cache.get("from-one"))';
  const GET = 'import django; django.setup()\nfrom django.core.cache import cache\nprint(cache.get("from-one"))';

  it('is one for all replicas', async () => {
    const written = await python(stack, 'django', SET, [], 1);
    expect(written).toBe("{'ä': [1, None]}");
    expect(await python(stack, 'django', GET, [], 2)).toBe(written);
    expect(await asAdmin(stack, 'get', 'cache:1:from-one')).toBe('{"\\u00e4": [1, null]}');
  });
});

describe('accounts', () => {
  const TRY = `
import os, sys, redis
from redis.backoff import NoBackoff
from redis.retry import Retry
def attempt(user, password, *command):
    try:
        client = redis.Redis(os.environ["VALKEY_HOST"], int(os.environ["VALKEY_PORT"]), username=user, password=password, protocol=2, socket_timeout=5, retry=Retry(NoBackoff(), 0))
        return str(client.execute_command(*command))
    except redis.exceptions.RedisError as error:
        return type(error).__name__
own = (os.environ["VALKEY_USER"], os.environ["VALKEY_PASSWORD"])
for command in sys.argv[1:]:
    print(attempt(*own, *command.split()))
print(attempt(None, None, "PING"), attempt("default", own[1], "PING"), attempt("admin", own[1], "PING"), attempt("health", "", "PING"))
`;

  it('let every application do all that it has done so far', async () => {
    expect(await asAdmin(stack, 'acl', 'log')).toBe('');
  });

  it.each([
    ['api', 'INCRBY limit:x 1', ['GET limit:x', 'SET cache:1:x 1', 'LPUSH queue:default x', 'KEYS *', 'FLUSHALL', 'CONFIG GET *', 'ACL LIST', 'EVAL return 0', 'MONITOR', 'SHUTDOWN']],
    ['django', 'SET cache:1:x 1', ['INCRBY limit:x 1', 'GET other', 'FLUSHDB', 'CONFIG SET dir /tmp', 'SCRIPT FLUSH', 'LPUSH cache:1:list x', 'PUBLISH elsewhere x']],
    ['worker', 'LLEN queue:default', ['INCRBY limit:x 1', 'CLIENT KILL TYPE normal', 'DEBUG SLEEP 0', 'MODULE LIST', 'SAVE']],
  ])('of %s do %s and nothing else', async (service, allowed, refused) => {
    const said = (await python(stack, service, TRY, [allowed, ...refused])).split('\n');
    expect(said[0]).toMatch(/^(\d+|True|OK|b'OK')$/);
    expect(said.slice(1, -1).filter((answer) => !/^(NoPermissionError|ResponseError)$/.test(answer))).toEqual([]);
    expect(said.at(-1)).toMatch(/^(AuthenticationError ?){4}$/);
  });

  it('have passwords that no list of processes and no file shows', async () => {
    const [{ stdout: processes }, users] = [await must('docker', ['top', (await stack.container('valkey')).Name.slice(1), '-eo', 'pid,args']), await stack.exec('valkey', ['cat', '/run/valkey/users.acl'])];
    const commands = JSON.stringify(await Promise.all(['valkey', 'worker', 'worker-beat'].map(async (service) => (await stack.exec(service, ['sh', '-c', 'cat /proc/[0-9]*/cmdline | tr "\\0" " "'])).stdout)));
    for (const password of Object.values(secrets)) for (const text of [processes, users.stdout, commands]) expect(text).not.toContain(password.slice(0, 12));
    expect(users.stdout).toContain('user default off');
  });
});

describe('the worker', () => {
  it('S11 is hardened like everybody, and so are Valkey and beat', async () => {
    const containers = await stack.containers();
    for (const service of ['valkey', 'worker', 'worker-beat']) {
      const container = containers.get(service);
      expect(container && complaintsAboutContainer(service, container)).toEqual([]);
    }
  });

  it('runs what Django hands over, under the id of the request, and gives its result back', async () => {
    const task = await handOver(stack, 'req-handed-over', 'wait');
    await eventually('the line in the log', () => succeeded(task));
    expect(await linesOf(task)).toContain('"request_id": "req-handed-over"');
  });

  it('runs what beat hands over', async () => {
    const sent = () => stack.logs('worker-beat').then((text) => (text.includes('Sending due task prune') ? true : undefined));
    await eventually('beat to send', sent, 120_000);
    await eventually('its task', async () => ((await stack.logs('worker')).match(/Task users\.tasks\.prune\[[^\]]*\] succeeded/g)?.length ?? 0) >= 2 || undefined);
  });

  it('told to stop, finishes the task that runs', async () => {
    const held = holdTable(stack, 4);
    await sleep(1500);
    const task = await handOver(stack, 'req-in-time-01');
    await eventually('the task to begin', async () => ((await linesOf(task)).includes('received') ? true : undefined));
    await stack.mustCompose(['stop', 'worker']);
    expect(await linesOf(task)).toContain('succeeded');
    expect((await stack.container('worker')).State).toMatchObject({ Status: 'exited', ExitCode: 0, OOMKilled: false });
    await held;
    await stack.mustCompose(['up', '-d', '--wait', '--no-deps', 'worker']);
  });

  it('puts a task back that takes longer than it may, and somebody does it later', async () => {
    const held = holdTable(stack, 14);
    await sleep(1500);
    const task = await handOver(stack, 'req-too-late-1');
    await eventually('the task to begin', async () => ((await linesOf(task)).includes('received') ? true : undefined));
    await stack.mustCompose(['stop', 'worker']);
    expect(await linesOf(task)).not.toContain('succeeded');
    await held;
    await stack.mustCompose(['up', '-d', '--wait', '--no-deps', 'worker']);
    await eventually('the task to be done', () => succeeded(task));
  });

  it('can be two; beat cannot', async () => {
    await stack.mustCompose(['up', '-d', '--wait', '--no-deps', '--no-recreate', '--scale', 'worker=2', 'worker']);
    const outcome = await stack.compose(['up', '-d', '--no-deps', '--no-recreate', '--scale', 'worker-beat=2', 'worker-beat']);
    expect(outcome.code, tell(outcome)).not.toBe(0);
  });

  it('is unhealthy once its loop stands still', async () => {
    await stack.mustCompose(['pause', 'worker-beat']);
    const age = () => stack.exec('worker', ['sh', '-c', 'find /tmp/heartbeat -mmin -1 | grep -q .']).then(({ code }) => code);
    expect(await age()).toBe(0);
    await stack.exec('worker', ['touch', '-d', '-2 minutes', '/tmp/heartbeat']);
    expect(await age()).toBe(1);
    await eventually('the worker to touch it again', async () => ((await age()) === 0 ? true : undefined), 20_000);
    await stack.mustCompose(['unpause', 'worker-beat']);
  });

  it('lets the database keep to its limit of connections', async () => {
    const count = await stack.exec('postgres', ['sh', '-c', `PGPASSWORD="$POSTGRES_PASSWORD" psql -tAq -U "$POSTGRES_USER" -d "$POSTGRES_DB" -c "SELECT count(*) < 50 FROM pg_stat_activity WHERE usename = 'django'"`]);
    expect(count.stdout.trim()).toBe('t');
    expect(await stack.logs('postgres')).not.toContain('too many connections');
  });
});
