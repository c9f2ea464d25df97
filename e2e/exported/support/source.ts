import { Client } from './http';
import { eventually, must, run } from './run';
import type { Stack } from './stack';

/**
 * Passes bytes on and nothing else, so that Traefik sees this container's address as the client's. TLS is not
 * opened here. An IPv6 address it gives itself (ipv6(7), struct in6_ifreq): engines before 27 forget what stands above
 * the last 64 bits of one that they are asked for.
 */
const forwarder = `
import asyncio, fcntl, socket, struct, sys, time
async def pump(source, sink):
    try:
        while data := await source.read(65536):
            sink.write(data)
            await sink.drain()
    except OSError:
        pass
    finally:
        sink.close()
async def serve(reader, writer):
    try:
        there = await asyncio.open_connection(sys.argv[2], int(sys.argv[1]), local_addr=own)
    except OSError:
        return writer.close()
    await asyncio.gather(pump(reader, there[1]), pump(there[0], writer))
own = (sys.argv[3], 0) if len(sys.argv) > 3 else None
if own:
    with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as here:
        fcntl.ioctl(here, 0x8916, struct.pack('16sIi', socket.inet_pton(socket.AF_INET6, own[0]), 128, socket.if_nametoindex('eth0')))
    while True:
        try:
            socket.create_server(own, family=socket.AF_INET6).close()
            break
        except OSError:
            time.sleep(0.2)
async def main():
    server = await asyncio.start_server(serve, '0.0.0.0', 8000, backlog=1024)
    async with server:
        await server.serve_forever()
asyncio.run(main())
`;

/**
 * A place on the stack's network with an address of its own: per-client limits see it as somebody else. It stays
 * until the stack goes, because a freed address is given to the next one, with all that is counted against it.
 */
export interface Source {
  client(): Client;
  address: string;
}

const label = (stack: Stack) => `base2.source=${stack.project}`;
let count = 0;

/** A network cannot be removed while somebody is on it. */
export async function removeSources(stack: Stack): Promise<void> {
  const ids = (await must('docker', ['ps', '-aq', '--filter', `label=${label(stack)}`])).stdout.split('\n').filter(Boolean);
  if (ids.length > 0) await run('docker', ['rm', '-f', ...ids]);
}

/** @param ip6 an address within the range of the network, from which Traefik is then asked over IPv6 alone */
export async function sourceOn(stack: Stack, ip6?: string): Promise<Source> {
  const name = `${stack.project}-source-${process.pid}-${++count}`;
  const network = await stack.edgeNetwork();
  const image = (await stack.container('api')).Image;
  const inside = await insidePort(stack);
  const traefik = ip6 ? [await address6(stack, network), ip6] : ['traefik'];
  const user = ip6 ? ['--user', '0:0', '--cap-add', 'NET_ADMIN'] : ['--user', '65534:65534'];
  await must('docker', [
    ...['run', '-d', '--rm', '--name', name, '--label', label(stack), '--network', network, '-p', '127.0.0.1::8000', ...user],
    ...['--entrypoint', 'python3', image, '-c', forwarder, String(inside), ...traefik],
  ]);
  const [here] = (await must('docker', ['port', name, '8000/tcp'])).stdout.trim().split('\n');
  const port = Number(here?.split(':').pop());
  const address = (await must('docker', ['inspect', '-f', `{{(index .NetworkSettings.Networks ${JSON.stringify(network)}).IPAddress}}`, name])).stdout.trim();
  const source: Source = {
    address: ip6 ?? address,
    client: () => new Client({ scheme: 'https', host: stack.design.domain, port: stack.design.httpsPort, connectTo: port }),
  };
  await eventually('the helper container to forward', async () => ((await source.client().get('/')).status > 0 ? true : undefined), 30_000);
  return source;
}

async function address6(stack: Stack, network: string): Promise<string> {
  const found = (await stack.container('traefik')).NetworkSettings.Networks[network]?.GlobalIPv6Address;
  if (!found) throw new Error(`traefik has no IPv6 address on ${network}`);
  return found;
}

/** Where Traefik listens for TLS inside its container. */
async function insidePort(stack: Stack): Promise<number> {
  const bindings = (await stack.container('traefik')).HostConfig.PortBindings ?? {};
  const found = Object.entries(bindings).find(([, hosts]) => hosts.some((host) => host.HostPort === String(stack.design.httpsPort)));
  if (!found) throw new Error(`traefik does not publish ${stack.design.httpsPort}: ${JSON.stringify(bindings)}`);
  return Number(found[0].split('/')[0]);
}
