import * as z from 'zod';
import type { ComposeService } from '../../kit/compose';
import { cacheSecrets, cacheVariables } from '../../kit/cache';
import type { Context } from '../../kit/service';
import { defineService } from '../../kit/service';
import { ref, text, type Text } from '../../kit/text';

/** Seconds that running tasks get to finish once the container is told to stop; what is left goes back to the queue. */
const FINISH_SECONDS = 20;

const QueueName = z.string().regex(/^[a-z][a-z0-9-]{0,30}$/, { error: 'Use 1 to 31 lower-case letters, digits or -, beginning with a letter' });

export const Worker = z.strictObject({
  // Each keeps a connection to the database, where the role may have 50 (postgres/initdb/10-roles.sh).
  concurrency: z.int().min(1).max(8).default(2).meta({
    title: 'Tasks at once', unit: 'processes', description: 'In one container; more containers with --scale.', variable: 'WORKER_CONCURRENCY', section: 'Run',
  }),
  queues: z.array(QueueName).max(8, { error: 'At most 8 queues' }).default([]).meta({
    title: 'More queues', description: 'Besides the one named default.', variable: 'WORKER_QUEUES', placeholder: 'mail', section: 'Run',
  }),
  timeLimitSeconds: z.int().min(10).max(3600).default(300).meta({
    title: 'Time limit', unit: 's', description: 'A task that takes longer is stopped.', variable: 'WORKER_TIME_LIMIT', section: 'Run',
  }),
  results: z.boolean().default(false).meta({
    title: 'Keep results', description: 'For a day. Off: a task is started and forgotten.', variable: 'WORKER_RESULTS', section: 'Run',
  }),
  beat: z.boolean().default(true).meta({
    title: 'Periodic tasks', description: 'A second container hands them to the queue on time.', section: 'Periodic tasks',
  }),
  pruneMinutes: z.int().min(1).max(1440).default(60).meta({
    title: 'Tidy up every', unit: 'minutes', description: 'Expired sessions, revoked tokens and counted log-ins leave the database.', variable: 'WORKER_PRUNE_MINUTES',
    section: 'Periodic tasks',
  }),
});
export type Worker = z.infer<typeof Worker>;

function program(context: Context): ComposeService {
  const offer = context.outgoing.find(({ capability }) => capability === 'program')?.offer;
  if (!offer?.program) throw new Error('the worker has no program to run');
  return offer.program(context);
}

function environment(config: Worker): Record<string, Text> {
  return {
    WORKER_TIME_LIMIT: ref('WORKER_TIME_LIMIT'),
    WORKER_RESULTS: ref('WORKER_RESULTS'),
    ...(config.beat && { WORKER_PRUNE_MINUTES: ref('WORKER_PRUNE_MINUTES') }),
  };
}

/** The program's container, with another command. */
function container(config: Worker, context: Context, command: readonly Text[]): ComposeService {
  // Only who runs tasks has the program's way out.
  const { egress: _tasksAlone, ...base } = program(context);
  return {
    ...base,
    environment: { ...base.environment, ...environment(config) },
    command: ['celery', '--quiet', '--app', 'project.celery', ...command],
    // Written by the process itself every few seconds, in memory.
    healthcheck: { test: ['CMD-SHELL', 'find /tmp/heartbeat -mmin -1 | grep -q .'], intervalSeconds: 15, startPeriodSeconds: 60 },
  };
}

export const worker = defineService({
  id: 'worker',
  title: 'Celery worker',
  role: 'Does what should not wait in a request: tasks from a queue, and some on a timetable.',
  zone: 'app',
  presence: 'optional',
  icon: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8M12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.6l2.1 2.1M16.3 16.3l2.1 2.1M5.6 18.4l2.1-2.1M16.3 7.7l2.1-2.1',
  schema: Worker,
  summary: (config) => `celery · ${config.concurrency} at once${config.beat ? ' · beat' : ''}`,
  needs: () => [
    // Whoever hands a task over says whether its result is kept.
    { capability: 'program', active: true, tells: { WORKER_RESULTS: ref('WORKER_RESULTS') } },
    { capability: 'sql', active: true },
    // A task is where mail is sent from: a request does not wait for the relay.
    { capability: 'mail', active: true, optional: true },
    { capability: 'cache', active: true, account: { role: 'worker', password: 'WORKER_CACHE_PASSWORD', uses: ['cache', 'queue'] } },
  ],
  secrets: (_config, context) => cacheSecrets(context),
  variables: (config, context) => [
    { name: 'WORKER_CONCURRENCY', comment: 'Tasks that one container runs at once.', value: String(config.concurrency) },
    { name: 'WORKER_QUEUES', comment: 'Queues that it takes tasks from, with commas.', value: ['default', ...config.queues].join(',') },
    { name: 'WORKER_TIME_LIMIT', comment: 'Seconds that a task may take.', value: String(config.timeLimitSeconds) },
    { name: 'WORKER_RESULTS', comment: 'true keeps what tasks return for a day.', value: String(config.results) },
    ...(config.beat ? [{ name: 'WORKER_PRUNE_MINUTES', comment: 'Minutes between two runs of the task that tidies up the database.', value: String(config.pruneMinutes) }] : []),
    ...cacheVariables(context),
  ],
  compose: (config, context) => ({
    service: {
      ...container(config, context, ['worker', '--concurrency', ref('WORKER_CONCURRENCY'), '--queues', ref('WORKER_QUEUES'), '--without-gossip', '--without-mingle', '--without-heartbeat']),
      environment: {
        ...container(config, context, []).environment,
        // On SIGTERM: finish what runs, for a while; then put it back.
        REMAP_SIGTERM: 'SIGQUIT',
        WORKER_FINISH_SECONDS: String(FINISH_SECONDS),
      },
      ...(program(context).egress && { egress: true as const }),
      resources: { memoryMb: 192 + 96 * config.concurrency, cpus: 1, pids: 128 },
      stopGraceSeconds: FINISH_SECONDS + 10,
      note: "Django's program, taking tasks from the queue. More of them: docker compose up -d --scale worker=2",
      notes: { healthcheck: 'The worker itself touches this file from the loop in which it takes tasks.' },
    },
    ...(config.beat && {
      companions: {
        'worker-beat': {
          ...container(config, context, ['beat', '--schedule', '/tmp/schedule', '--pidfile=', '--scheduler', 'project.heartbeat.Scheduler']),
          containerName: text`${ref('COMPOSE_PROJECT_NAME')}_worker-beat`,
          resources: { memoryMb: 192, cpus: 0.25, pids: 32 },
          note: 'Hands periodic tasks to the queue. Exactly one: its fixed name keeps it from being scaled.',
        },
      },
    }),
  }),
  readmeSections: () => ['worker'],
  gaps: () => [
    { numbers: [42], what: 'Tasks in the queue are not signed', why: 'Only Django and the worker have users in Valkey that reach it, and tasks are JSON: a forged one could run what is defined as a task, with arguments of its choice, and nothing else.' },
  ],
});
