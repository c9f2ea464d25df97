import { readFile, writeFile } from 'node:fs/promises';
import { imageOf } from '../support/images';
import { eventually, must, run } from '../support/run';
import type { Stack } from '../support/stack';

/** A DNS server that answers TXT from what lego's `httpreq` told it over HTTP (https://go-acme.github.io/lego/dns/httpreq/). */
const PROGRAM = `
import base64, http.server, json, socketserver, struct, threading
RECORDS = {}
class Web(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        wanted = "Basic " + base64.b64encode(b"keeper:k3y-0f-th3-zone").decode()
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.headers.get("Authorization") != wanted:
            self.send_response(401); self.end_headers(); return
        values = RECORDS.setdefault(body["fqdn"].rstrip(".").lower(), set())
        values.add(body["value"]) if self.path == "/present" else values.discard(body["value"])
        print(self.path, body["fqdn"], flush=True)
        self.send_response(200); self.end_headers()
    def log_message(self, *args): pass
class Names(socketserver.BaseRequestHandler):
    def handle(self):
        data, sock = self.request
        at, labels = 12, []
        while data[at]:
            labels.append(data[at + 1:at + 1 + data[at]].decode().lower()); at += 1 + data[at]
        question = data[12:at + 5]
        kind = struct.unpack("!H", data[at + 1:at + 3])[0]
        answers = [v.encode() for v in RECORDS.get(".".join(labels), ())] if kind == 16 else []
        out = data[:2] + struct.pack("!HHHHH", 0x8580, 1, len(answers), 0, 0) + question
        for text in answers:
            out += struct.pack("!HHHIHB", 0xC00C, 16, 1, 1, len(text) + 1, len(text)) + text
        sock.sendto(out, self.client_address)
threading.Thread(target=socketserver.ThreadingUDPServer(("0.0.0.0", 8053), Names).serve_forever, daemon=True).start()
print("ready", flush=True)
http.server.ThreadingHTTPServer(("0.0.0.0", 8000), Web).serve_forever()
`;

export const KEYS = { HTTPREQ_ENDPOINT: 'http://names:8000', HTTPREQ_USERNAME: 'keeper', HTTPREQ_PASSWORD: 'k3y-0f-th3-zone' };

/** What the owner of the stack does before the first start: a key stands in `.env`, or in a file of its own. */
export async function fillInKeys(stack: Stack, names = Object.keys(KEYS) as (keyof typeof KEYS)[]): Promise<void> {
  for (const name of names) {
    const env = await stack.read('.env');
    const line = new RegExp(`^${name}=$`, 'm');
    if (line.test(env)) await writeFile(stack.file('.env'), env.replace(line, `${name}=${KEYS[name]}`));
    else await writeFile(stack.file(`secrets/${name}`), `${KEYS[name]}\n`, { flag: 'r+' });
  }
}

/** Starts it and returns its address. */
export async function startNameServer(stack: Stack): Promise<string> {
  // Nobody asks the real DNS for these names, so there is nothing to wait for.
  const config = await readFile(stack.file('traefik/traefik.yml'), 'utf8');
  await writeFile(stack.file('traefik/traefik.yml'), config.replace(/^( *)provider: httpreq$/m, '$1provider: httpreq\n$1propagation:\n$1  disableChecks: true'));
  const network = (await stack.environment()).NETWORK_NAME ?? '';
  const name = `${stack.project}-names`;
  await must('docker', ['run', '-d', '--name', name, '--network', network, '--network-alias', 'names', await imageOf(stack, 'python'), 'python', '-c', PROGRAM]);
  await eventually('the name server', async () => ((await run('docker', ['logs', name])).stdout.includes('ready') ? true : undefined));
  return (await must('docker', ['inspect', '-f', `{{(index .NetworkSettings.Networks ${JSON.stringify(network)}).IPAddress}}`, name])).stdout.trim();
}
