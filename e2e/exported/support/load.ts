import https from 'node:https';
import type { Answer, Client } from './http';
import { sleep } from './run';

export interface Asked {
  method: string;
  path: string;
  json?: unknown;
}

export interface Load {
  /** How often each status came. */
  statuses: Map<number, number>;
  /** Requests without any answer, and answers of the server's own fault. */
  failures: string[];
  answers: number;
  seconds: number;
}

/**
 * Asks steadily, `perSecond` times a second over open connections, until `until` says so; bounded to `maxSeconds`.
 * Requests start by the clock, whether earlier ones have been answered or not, as those of many people do.
 */
export async function load(client: Client, asked: readonly Asked[], perSecond: number, maxSeconds: number, until: () => boolean = () => false): Promise<Load> {
  const agent = new https.Agent({ keepAlive: true, maxSockets: 32 });
  const statuses = new Map<number, number>();
  const failures: string[] = [];
  const pending: Promise<void>[] = [];
  const from = Date.now();
  const note = (answer: Answer) => {
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
    if (answer.status >= 500) failures.push(`${answer.asked} → ${answer.status} ${answer.body.slice(0, 120)}`);
  };
  try {
    for (let count = 0; Date.now() - from < maxSeconds * 1000 && !until(); count += 1) {
      const { method, path, json } = asked[count % asked.length] ?? { method: 'GET', path: '/' };
      pending.push(client.ask(method, path, { agent, json }).then(note, (error: unknown) => void failures.push(String(error))));
      await sleep(Math.max(0, from + ((count + 1) * 1000) / perSecond - Date.now()));
    }
    await Promise.all(pending);
  } finally {
    agent.destroy();
  }
  const seconds = (Date.now() - from) / 1000;
  return { statuses, failures, answers: [...statuses.values()].reduce((sum, count) => sum + count, 0), seconds };
}
