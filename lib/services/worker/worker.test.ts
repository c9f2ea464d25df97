import { describe, expect, test } from 'vitest';
import { composePart, expectGolden, exportOf } from '../../generator/test-export';
import { readDotenv } from '../../kit/test-dotenv';
import { addService, checkStack, connections, defaultStack, type Stack } from '../../stack';
import { draftOf, parsed, problemsOf } from '../../stack/test-stacks';

function withWorker(worker: object = {}, part: { hardening?: Partial<Stack['hardening']> } = {}): Stack {
  return parsed(draftOf(part, { valkey: {}, worker }));
}

const plain = exportOf(defaultStack);
const exported = exportOf(withWorker());
const { services } = exported.compose;

describe('worker in the compose file', () => {
  test('is what the golden file shows', async () => {
    await expectGolden(import.meta.dirname, 'worker', composePart(exported, 'worker'));
    await expectGolden(import.meta.dirname, 'worker-beat', composePart(exported, 'worker-beat'));
  });

  test('runs the image of Django, with a user of its own in the cache', () => {
    const [django, worker] = [services['django'], services['worker']];
    expect(worker?.build).toEqual(django?.build);
    for (const [name, value] of Object.entries(django?.environment ?? {})) {
      if (!name.startsWith('VALKEY_')) expect(worker?.environment?.[name], name).toBe(value);
    }
    expect(worker?.environment).toMatchObject({ VALKEY_USER: 'worker', VALKEY_PASSWORD: expect.stringContaining('WORKER_CACHE_PASSWORD') });
    expect(services['valkey']?.environment?.['VALKEY_USERS']).toContain('worker=cache,queue=WORKER_CACHE_PASSWORD');
  });

  test('tells Django, which hands tasks over, whether results are kept', () => {
    expect(services['django']?.environment).toHaveProperty('WORKER_RESULTS');
    expect(plain.compose.services['django']?.environment).not.toHaveProperty('WORKER_RESULTS');
  });

  test('waits for the tables, and for what it talks to', () => {
    for (const id of ['worker', 'worker-beat']) {
      expect(services[id]?.depends_on, id).toEqual(Object.fromEntries(['django', 'postgres', 'valkey'].map((other) => [other, { condition: 'service_healthy' }])));
    }
  });

  test('can be scaled; beat cannot', () => {
    expect(services['worker']?.container_name).toBeUndefined();
    expect(services['worker-beat']?.container_name).toContain('_worker-beat');
  });

  test('has more time to stop than running tasks have to finish', () => {
    expect(Number(services['worker']?.environment?.['WORKER_FINISH_SECONDS'])).toBeLessThan(Number.parseInt(services['worker']?.stop_grace_period ?? '', 10));
  });

  test('is alone without periodic tasks', () => {
    const quiet = exportOf(withWorker({ beat: false }));
    expect(Object.keys(quiet.compose.services)).not.toContain('worker-beat');
    expect(quiet.text('.env')).not.toContain('WORKER_PRUNE_MINUTES');
  });

  test('takes tasks from the default queue besides those that are named', () => {
    expect(readDotenv(exportOf(withWorker({ queues: ['mail', 'reports'] })).text('.env'))['WORKER_QUEUES']).toBe('default,mail,reports');
  });

  test('is on the network of data alone when there are three', () => {
    const tiers = exportOf(withWorker({}, { hardening: { networks: 'tiers' } })).compose.services;
    for (const id of ['worker', 'worker-beat']) expect(tiers[id]?.networks, id).toEqual(['data']);
  });

  test('sends mail from tasks as Django does, by a way out that beat has no need of', () => {
    const relay = { smtpHost: 'smtp.example.com', smtpUser: 'shop' };
    const mailing = (hardening: Partial<Stack['hardening']>) => exportOf(parsed(draftOf({ hardening }, { valkey: {}, worker: {}, django: relay }))).compose.services;
    const plainly = mailing({ networks: 'tiers' });
    for (const name of ['HOST', 'PORT', 'TLS', 'USER', 'PASSWORD', 'FROM']) {
      expect(plainly['worker']?.environment?.[`EMAIL_${name}`], name).toBe(plainly['django']?.environment?.[`EMAIL_${name}`]);
    }
    expect(plainly['worker']?.networks).toEqual(['data', 'egress']);
    expect(plainly['worker-beat']?.networks).toEqual(['data']);
    expect(mailing({ secrets: 'files' })['worker']?.environment).toMatchObject({ EMAIL_PASSWORD_FILE: '/run/secrets/EMAIL_PASSWORD' });
  });

  test('hands mail to the catcher where there is one, and to nobody where there is none', () => {
    const caught = exportOf(parsed(draftOf({ hardening: { networks: 'tiers' } }, { valkey: {}, worker: {}, mailpit: {} }))).compose.services;
    expect(caught['worker']?.environment).toMatchObject({ EMAIL_HOST: 'mailpit', EMAIL_TLS: 'none' });
    expect(caught['worker']?.networks).toEqual(['data', 'app']);
    expect(Object.keys(services['worker']?.environment ?? {}).filter((name) => name.startsWith('EMAIL_'))).toEqual([]);
  });

  test('reads secrets from files where Django does', () => {
    const { environment } = exportOf(withWorker({}, { hardening: { secrets: 'files' } })).compose.services['worker'] ?? {};
    for (const name of ['DJANGO_SECRET_KEY', 'DJANGO_DB_PASSWORD', 'INTERNAL_API_TOKEN', 'VALKEY_PASSWORD']) {
      expect([environment?.[name], environment?.[`${name}_FILE`]], name).toEqual([undefined, expect.stringMatching(/^\/run\/secrets\//)]);
    }
  });
});

describe('a design without a worker', () => {
  const files = ['project/celery.py', 'project/heartbeat.py', 'users/tasks.py', 'tests/test_tasks.py', 'requirements-worker.txt'].map((name) => `django/${name}`);

  test('has nothing of it', () => {
    expect(files.filter((name) => plain.has(name))).toEqual([]);
    expect(plain.text('.env')).not.toContain('WORKER_');
  });

  test('gets all of it with it', () => {
    expect(files.filter((name) => !exported.has(name))).toEqual([]);
  });
});

describe('a worker without a queue', () => {
  test('is refused, with the service that would help', () => {
    const draft = draftOf({}, { worker: {} });
    expect(problemsOf(draft)).toEqual(['needs/missing services.worker']);
    const checked = checkStack(draft);
    expect(checked.ok ? [] : checked.problems.map(({ message }) => message)).toEqual(['Celery worker needs what is called Cache here: add Valkey']);
  });

  test('does not come about in the designer: adding the worker adds Valkey', () => {
    expect(Object.keys(addService(defaultStack, 'worker').services)).toEqual(expect.arrayContaining(['worker', 'valkey']));
  });

  test('is what nobody else needs', () => {
    expect(problemsOf(draftOf({}, { valkey: {} }))).toEqual([]);
    expect(problemsOf(draftOf({}))).toEqual([]);
  });
});

describe('on the diagram', () => {
  test('the line to Django says that both run the same code', () => {
    expect(connections(withWorker()).find(({ from, to }) => from === 'worker' && to === 'django')).toMatchObject({ label: 'same code', active: true });
  });
});

describe('names of queues', () => {
  test.each(['', 'Mail', '1st', 'a b', 'a,b', 'a'.repeat(32)])('%j is refused', (name) => {
    expect(problemsOf(draftOf({}, { valkey: {}, worker: { queues: [name] } }))).toEqual([expect.stringMatching(/^schema\/\w+ services\.worker\.queues\.0$/)]);
  });
});
