import { eventually, must, run } from '../support/run';
import type { Stack } from '../support/stack';

/** Takes OTLP over HTTP and prints each body as a line of hex; nothing of it is parsed here. */
const receiver = `
import gzip
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        if self.headers.get('Transfer-Encoding') == 'chunked':
            body = b''
            while size := int(self.rfile.readline().split(b';')[0], 16):
                body += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
        else:
            body = self.rfile.read(int(self.headers.get('Content-Length', 0)))
        if self.headers.get('Content-Encoding') == 'gzip':
            body = gzip.decompress(body)
        print(self.path, body.hex(), flush=True)
        self.send_response(200)
        self.send_header('Content-Type', 'application/x-protobuf')
        self.send_header('Content-Length', '0')
        self.end_headers()
    def log_message(self, *_):
        pass
ThreadingHTTPServer(('0.0.0.0', 4318), Receiver).serve_forever()
`;

/** A collector under the name `collector` on the network of the stack. */
export class Collector {
  private constructor(private readonly name: string) {}

  static async on(stack: Stack): Promise<Collector> {
    const name = `${stack.project}-collector-${process.pid}`;
    const image = (await stack.container('api')).Image;
    await must('docker', [
      ...['run', '-d', '--rm', '--name', name, '--network', await stack.edgeNetwork(), '--network-alias', 'collector', '--user', '65534:65534'],
      ...['--entrypoint', 'python3', image, '-c', receiver],
    ]);
    return new Collector(name);
  }

  /** The services that have sent a span of this trace; waits until `count` have, because spans are sent in batches. */
  servicesOf(traceId: string, count: number): Promise<string[]> {
    return eventually(`${count} services in the trace ${traceId}`, async () => {
      const { stdout } = await must('docker', ['logs', this.name]);
      const bodies = stdout.split('\n').filter((line) => line.startsWith('/v1/traces ') && line.includes(traceId));
      const names = bodies.map((line) => serviceIn(Buffer.from(line.split(' ')[1] ?? '', 'hex').toString('latin1')));
      const found = [...new Set(names)].sort();
      if (found.length < count) throw new Error(`so far: ${found.join(', ') || 'none'}`);
      return found;
    });
  }

  async remove(): Promise<void> {
    await run('docker', ['rm', '-f', this.name]);
  }
}

/** The value of the attribute service.name: its text follows the key after four bytes of lengths and tags. */
function serviceIn(body: string): string {
  const [, size = '\0', rest = ''] = /service\.name\x12[^]\x0a([^])([^]*)/.exec(body) ?? [];
  return rest.slice(0, size.charCodeAt(0));
}
