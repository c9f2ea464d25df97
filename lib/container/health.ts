import type { Healthcheck } from '../kit/compose';
import type { Container } from './schema';
import { commandWords } from './words';

/** The first of several programs that the image has does the asking: which one it is cannot be known from outside. */
function firstOf(attempts: Readonly<Record<string, string>>): string {
  const branches = Object.entries(attempts).map(([name, command]) => `if command -v ${name} >/dev/null 2>&1; then ${command}; `);
  return `${branches.join('el')}else echo "the image has none of: ${Object.keys(attempts).join(', ')}" >&2; exit 1; fi`;
}

function overHttp(url: string): string {
  return firstOf({
    wget: `wget -q -T 4 -O /dev/null '${url}'`,
    curl: `curl -fsS -m 4 -o /dev/null '${url}'`,
    python3: `python3 -c "import urllib.request as u; u.urlopen('${url}', timeout=4)"`,
    node: `node -e "fetch('${url}').then((a) => process.exit(a.ok ? 0 : 1), () => process.exit(1))"`,
  });
}

function overTcp(port: number): string {
  return firstOf({
    nc: `nc -z -w 4 127.0.0.1 ${port}`,
    bash: `bash -c ': </dev/tcp/127.0.0.1/${port}'`,
    python3: `python3 -c "import socket; socket.create_connection(('127.0.0.1', ${port}), 4)"`,
    node: `node -e "require('net').connect(${port}, '127.0.0.1', () => process.exit(0)).on('error', () => process.exit(1))"`,
  });
}

function testOf({ health, healthPath, healthCommand, port }: Container): string[] {
  if (health === 'command') return ['CMD', ...(commandWords(healthCommand) ?? [])];
  return ['CMD-SHELL', health === 'tcp' ? overTcp(port) : overHttp(`http://127.0.0.1:${port}${healthPath}`)];
}

/** How Docker learns whether the container lives. */
export function healthcheckOf(config: Container): Healthcheck | 'none' {
  return config.health === 'none' ? 'none' : { test: testOf(config), intervalSeconds: 15, startPeriodSeconds: 60 };
}
