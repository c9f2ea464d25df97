import http from 'node:http';
import https from 'node:https';
import type { TLSSocket } from 'node:tls';

export interface Answer {
  asked: string;
  status: number;
  /** In the order and the spelling in which they came, so that duplicates show. */
  headers: [name: string, value: string][];
  body: string;
  tls?: { protocol: string | null; cipher: string };
}

export interface Asking {
  headers?: Record<string, string>;
  json?: unknown;
  body?: string;
  /** Default 30 s; a stack that answers later than that has not answered. */
  timeoutMs?: number;
  /** Keeps connections open between requests; without it every request makes its own. */
  agent?: https.Agent;
}

export interface Target {
  scheme: 'http' | 'https';
  port: number;
  /** The name in the URL, in SNI and in `Host`; the connection itself always goes to 127.0.0.1. */
  host: string;
  /** Another local port to connect to, when something stands between. */
  connectTo?: number;
}

export function headerValues(answer: Answer, name: string): string[] {
  return answer.headers.filter(([key]) => key.toLowerCase() === name.toLowerCase()).map(([, value]) => value);
}

export function header(answer: Answer, name: string): string | undefined {
  return headerValues(answer, name)[0];
}

/** What was asked and what came. */
export function say(answer: Answer): string {
  const headers = answer.headers.map(([name, value]) => `  ${name}: ${value}`).join('\n');
  return `${answer.asked} → ${answer.status}\n${headers}\n\n${answer.body.slice(0, 600)}`;
}

export function json(answer: Answer): Record<string, unknown> {
  try {
    return JSON.parse(answer.body) as Record<string, unknown>;
  } catch {
    throw new Error(`not JSON: ${say(answer)}`);
  }
}

/** One person's client: keeps cookies, follows no redirect, believes any certificate. */
export class Client {
  readonly cookies = new Map<string, string>();

  constructor(readonly target: Target) {}

  /** The origin that a browser would send; the port of the target, unless it is the scheme's own. */
  get origin(): string {
    const { scheme, host, port } = this.target;
    return port === (scheme === 'https' ? 443 : 80) ? `${scheme}://${host}` : `${scheme}://${host}:${port}`;
  }

  get(path: string, asking: Asking = {}) {
    return this.ask('GET', path, asking);
  }

  post(path: string, body: unknown, asking: Asking = {}) {
    return this.ask('POST', path, { ...asking, json: body });
  }

  async ask(method: string, path: string, asking: Asking = {}): Promise<Answer> {
    const answer = await send(this.target, method, path, this.prepare(asking));
    for (const line of headerValues(answer, 'set-cookie')) this.keep(line);
    return answer;
  }

  private prepare(asking: Asking): Asking {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const host = this.target.port === 443 || this.target.port === 80 ? this.target.host : `${this.target.host}:${this.target.port}`;
    return {
      ...asking,
      body: asking.json === undefined ? asking.body : JSON.stringify(asking.json),
      headers: {
        host,
        ...(asking.json === undefined ? {} : { 'content-type': 'application/json' }),
        ...(cookie ? { cookie } : {}),
        ...asking.headers,
      },
    };
  }

  private keep(line: string) {
    const pair = line.split(';', 1)[0] ?? '';
    const at = pair.indexOf('=');
    const name = pair.slice(0, at).trim();
    const value = pair.slice(at + 1).trim();
    if (value === '' || value === '""' || /;\s*max-age=0\b/i.test(line)) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

function send(target: Target, method: string, path: string, asking: Asking): Promise<Answer> {
  const asked = `${method} ${target.scheme}://${target.host}:${target.port}${path}`;
  const options = {
    method,
    path,
    host: '127.0.0.1',
    port: target.connectTo ?? target.port,
    headers: { ...asking.headers, ...(asking.body === undefined ? {} : { 'content-length': String(Buffer.byteLength(asking.body)) }) },
    agent: asking.agent ?? (false as const),
    rejectUnauthorized: false,
    servername: target.host,
  };
  return new Promise((resolve, reject) => {
    const fail = (reason: string) => reject(new Error(`${asked}: ${reason}`));
    const request = (target.scheme === 'https' ? https : http).request(options, (response) => {
      const chunks: Buffer[] = [];
      const socket = response.socket as Partial<TLSSocket>;
      const tls = socket.getCipher ? { protocol: socket.getProtocol?.() ?? null, cipher: socket.getCipher().standardName } : undefined;
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', (error) => fail(error.message));
      response.on('end', () => resolve({ asked, status: response.statusCode ?? 0, headers: pairs(response.rawHeaders), body: Buffer.concat(chunks).toString('utf8'), tls }));
    });
    request.setTimeout(asking.timeoutMs ?? 30_000, () => request.destroy(new Error('no answer in time')));
    request.on('error', (error: NodeJS.ErrnoException) => fail(error.code ? `${error.code} ${error.message}` : error.message));
    request.end(asking.body);
  });
}

function pairs(raw: string[]): [string, string][] {
  const found: [string, string][] = [];
  for (let at = 0; at + 1 < raw.length; at += 2) found.push([raw[at] ?? '', raw[at + 1] ?? '']);
  return found;
}
