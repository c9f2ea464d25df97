import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Answer } from '../support/http';
import { must, run, tell } from '../support/run';
import type { Stack } from '../support/stack';

const CLIENT = 'aioquic==1.2.0';

/** Speaks nothing but HTTP/3, and believes no certificate but those of the authority in its file. */
const PROGRAM = `
import asyncio, json, sys
from aioquic.asyncio.client import connect
from aioquic.asyncio.protocol import QuicConnectionProtocol
from aioquic.h3.connection import H3_ALPN, H3Connection
from aioquic.h3.events import DataReceived, HeadersReceived
from aioquic.quic.configuration import QuicConfiguration
from aioquic.quic.events import ConnectionTerminated

class Asking(QuicConnectionProtocol):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.http = H3Connection(self._quic)
        self.answer = {"headers": [], "body": ""}
        self.done = self._loop.create_future()

    def quic_event_received(self, event):
        if isinstance(event, ConnectionTerminated) and not self.done.done():
            self.done.set_exception(ConnectionError(event.reason_phrase or str(event.error_code)))
        for each in self.http.handle_event(event):
            if isinstance(each, HeadersReceived):
                self.answer["headers"] += [[name.decode(), value.decode()] for name, value in each.headers]
            if isinstance(each, DataReceived):
                self.answer["body"] += each.data.decode("latin-1")
            if getattr(each, "stream_ended", False) and not self.done.done():
                self.done.set_result(self.answer)

async def main(port, name, authority, file, path):
    configuration = QuicConfiguration(is_client=True, alpn_protocols=H3_ALPN, server_name=name)
    configuration.load_verify_locations(file)
    async with connect("127.0.0.1", int(port), configuration=configuration, create_protocol=Asking) as there:
        stream = there._quic.get_next_available_stream_id()
        asked = {":method": "GET", ":scheme": "https", ":authority": authority, ":path": path}
        there.http.send_headers(stream, [(key.encode(), value.encode()) for key, value in asked.items()], end_stream=True)
        there.transmit()
        print(json.dumps(await asyncio.wait_for(there.done, 15)))

asyncio.run(asyncio.wait_for(main(*sys.argv[1:]), 25))
`;

/** A client of HTTP/3 on this machine, outside of Docker. */
export class Http3Client {
  private constructor(private readonly dir: string, private readonly stack: Stack) {}

  static async of(stack: Stack): Promise<Http3Client> {
    const dir = await mkdtemp(path.join(os.tmpdir(), 'base2-http3-'));
    await must('python3', ['-m', 'venv', dir]);
    const installed = await run(path.join(dir, 'bin/pip'), ['install', '--quiet', '--disable-pip-version-check', CLIENT], { timeoutMs: 300_000 });
    if (installed.code !== 0) throw new Error(`${CLIENT} cannot be installed: ${tell(installed)}`);
    await writeFile(path.join(dir, 'client.py'), PROGRAM);
    await writeFile(path.join(dir, 'ca.crt'), (await must(stack.file('scripts/trust-ca'), ['--print'], { cwd: stack.dir })).stdout);
    return new Http3Client(dir, stack);
  }

  async get(at: string): Promise<Answer> {
    const { domain, httpsPort } = this.stack.design;
    const args = [String(httpsPort), domain, `${domain}:${httpsPort}`, path.join(this.dir, 'ca.crt'), at];
    const { stdout, asked } = await must(path.join(this.dir, 'bin/python'), [path.join(this.dir, 'client.py'), ...args], { timeoutMs: 60_000 });
    const { headers, body } = JSON.parse(stdout) as { headers: [string, string][]; body: string };
    return { asked, status: Number(headers.find(([name]) => name === ':status')?.[1]), headers: headers.filter(([name]) => !name.startsWith(':')), body };
  }

  remove() {
    return rm(this.dir, { recursive: true, force: true });
  }
}
