import { createServer, request, Agent, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { served } from './server';

/** What a number of clients saw of one kind of request. */
interface Seen {
  /** Milliseconds of each answer. */
  readonly times: readonly number[];
  readonly statuses: readonly number[];
  readonly seconds: number;
}

interface Asked {
  readonly url: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const DESIGN = JSON.stringify({ version: 2 });

function once(agent: Agent, { url, body, headers = {} }: Asked): Promise<number> {
  return new Promise((resolve, reject) => {
    const answered = (response: IncomingMessage) => {
      response.on('end', () => resolve(response.statusCode ?? 0)).on('error', reject);
      response.resume();
    };
    request(url, { agent, method: body === undefined ? 'GET' : 'POST', headers }, answered).on('error', reject).end(body);
  });
}

/** So many clients, each with one request at a time, for so many seconds. */
async function load(asked: Asked, clients: number, seconds: number): Promise<Seen> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const [times, statuses]: [number[], number[]] = [[], []];
  const start = performance.now();
  const client = async () => {
    while (performance.now() - start < seconds * 1000) {
      const from = performance.now();
      statuses.push(await once(agent, asked));
      times.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  agent.destroy();
  return { times, statuses, seconds: (performance.now() - start) / 1000 };
}

const p95 = (times: readonly number[]) => [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? Number.NaN;
const perSecond = ({ statuses, seconds }: Seen, status: number) => statuses.filter((each) => each === status).length / seconds;

/** Node's own server with a body of the same size: what this machine can send at all. */
async function reference<T>(bytes: number, work: (url: string) => Promise<T>): Promise<T> {
  const body = Buffer.alloc(bytes, 'a');
  const server = createServer((_, response) => response.end(body));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

function line(name: string, seen: Seen, beside?: Seen): string {
  const ratio = beside ? `${(perSecond(seen, 200) / perSecond(beside, 200)).toFixed(3)} of the reference` : '';
  const shed = perSecond(seen, 503) > 0 ? `, ${perSecond(seen, 503).toFixed(0)}/s told 503` : '';
  return `${name.padEnd(44)} ${perSecond(seen, 200).toFixed(0).padStart(7)}/s  p95 ${p95(seen.times).toFixed(0).padStart(5)} ms  ${ratio}${shed}`;
}

async function exportsAndPages(url: string): Promise<void> {
  const zip = { url: `${url}api/export`, body: DESIGN };
  const page = { url, headers: { accept: 'text/html' } };
  const size = (await (await fetch(zip.url, { method: 'POST', body: DESIGN })).arrayBuffer()).byteLength;
  const plain = await reference(size, (address) => load({ url: address }, 4, 2));
  console.log(line(`reference: ${(size / 1024).toFixed(0)} KiB from node:http, 4 clients`, plain));
  console.log(line('POST /api/export, 4 clients', await load(zip, 4, 4), plain));
  console.log(line('GET / as a page, 4 clients', await load(page, 4, 3), plain));
  const [over, meanwhile] = await Promise.all([load(zip, 40, 5), load(page, 1, 5)]);
  console.log(line('POST /api/export, 40 clients', over, plain));
  console.log(line('GET / as a page, 1 client meanwhile', meanwhile));
  const others = [...over.statuses, ...meanwhile.statuses].filter((status) => status !== 200 && status !== 503).length;
  console.log(`${others} answers other than 200 and 503\n`);
}

/** The server under load, from this machine alone: what it does, what it sends away, and whether the page still comes. */
export async function serving(): Promise<void> {
  await served(exportsAndPages, { REQUESTS_PER_MINUTE: '1000000' });
}
