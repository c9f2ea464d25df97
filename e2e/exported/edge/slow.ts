import { writeFile } from 'node:fs/promises';
import http2 from 'node:http2';
import https from 'node:https';
import type { Stack } from '../support/stack';

/** Answers `/late/3` after three seconds, and `/drip/3` at once, but so slowly that its last byte comes after three. */
const PROGRAM = `
import os, signal, threading, time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        kind, _, seconds = self.path.strip("/").partition("/")
        count = 4 * int(seconds or 0)
        if kind == "late":
            time.sleep(count / 4)
            count = 0
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.end_headers()
        for _ in range(count):
            self.wfile.write(b".")
            self.wfile.flush()
            time.sleep(0.25)
        self.wfile.write(b"end")

    def log_message(self, *args):
        pass

server = ThreadingHTTPServer(("", int(os.environ["PORT"])), Handler)
signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=server.shutdown).start())
server.serve_forever()
`;

/** Puts the program into the folder of a container that is built. */
export const makeSlow = (stack: Stack, container: string) => writeFile(stack.file(`containers/${container}/server.py`), PROGRAM);

/** What came of a request, and after how many seconds. */
export interface Outcome {
  status?: number;
  body: string;
  /** Whether the answer came to its own end. */
  whole: boolean;
  type: string;
  seconds: number;
}

const LONG = 40_000;

function timed(ask: (done: (outcome: Omit<Outcome, 'seconds'>) => void) => void): Promise<Outcome> {
  const from = Date.now();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`nothing, not even an end, after ${LONG / 1000} s`)), LONG);
    ask((outcome) => {
      clearTimeout(timer);
      resolve({ ...outcome, seconds: (Date.now() - from) / 1000 });
    });
  });
}

const host = ({ design }: Stack) => `${design.domain}:${design.httpsPort}`;

/** Over HTTP/1.1, on a connection of its own. */
export function overHttp1(stack: Stack, path: string): Promise<Outcome> {
  return timed((done) => {
    const options = { host: '127.0.0.1', port: stack.design.httpsPort, path, agent: false as const, headers: { host: host(stack) }, servername: stack.design.domain, rejectUnauthorized: false };
    https.get(options, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => (body += text));
      // An answer that breaks off is an error first.
      response.on('error', () => undefined);
      response.on('close', () => done({ status: response.statusCode, type: response.headers['content-type'] ?? '', body, whole: response.complete }));
    }).on('error', () => done({ body: '', type: '', whole: false }));
  });
}

/** Over HTTP/2, as browsers ask. */
export function overHttp2(stack: Stack, path: string): Promise<Outcome> {
  return timed((done) => {
    const session = http2.connect(`https://127.0.0.1:${stack.design.httpsPort}`, { servername: stack.design.domain, rejectUnauthorized: false });
    const stream = session.request({ ':authority': host(stack), ':path': path });
    let status: number | undefined;
    let type = '';
    let body = '';
    stream.on('response', (headers) => {
      status = headers[':status'];
      type = String(headers['content-type'] ?? '');
    });
    stream.setEncoding('utf8').on('data', (text: string) => (body += text));
    stream.on('error', () => undefined);
    session.on('error', () => undefined);
    stream.on('close', () => {
      session.destroy();
      done({ status, type, body, whole: status !== undefined && stream.rstCode === http2.constants.NGHTTP2_NO_ERROR });
    });
  });
}

/** A request whose body does not end until it is told to: it is in flight from its head on. */
export class HeldRequest {
  private constructor(
    private readonly request: ReturnType<typeof https.request>,
    private readonly answered: Promise<number>,
  ) {}

  static of(stack: Stack): HeldRequest {
    const options = {
      host: '127.0.0.1', port: stack.design.httpsPort, path: '/api/auth/logout', method: 'POST', agent: false as const,
      headers: { host: host(stack), 'content-type': 'application/json', 'content-length': '2' }, servername: stack.design.domain, rejectUnauthorized: false,
    };
    const request = https.request(options);
    const answered = new Promise<number>((resolve, reject) => {
      request.on('response', (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      request.on('error', reject);
    });
    answered.catch(() => undefined);
    request.write(' ');
    return new HeldRequest(request, answered);
  }

  /** The status of its answer. */
  end(): Promise<number> {
    this.request.end(' ');
    return this.answered;
  }

  drop(): void {
    this.request.destroy();
  }
}
