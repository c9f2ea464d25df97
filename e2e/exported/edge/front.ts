import { must } from '../support/run';
import type { Stack } from '../support/stack';
import { Client } from '../support/http';

/** Says to be in front of a client that names itself, as a proxy does that appends the address it sees. */
const configuration = (port: number) => `
pid /tmp/nginx.pid;
events {}
http {
  access_log off;
  client_body_temp_path /tmp/b; proxy_temp_path /tmp/p; fastcgi_temp_path /tmp/f; uwsgi_temp_path /tmp/u; scgi_temp_path /tmp/s;
  server {
    listen 8000;
    location / {
      proxy_pass https://traefik:${port};
      proxy_http_version 1.1;
      proxy_set_header Host $http_host;
      proxy_set_header X-Forwarded-For "$http_x_forwarded_for, $http_x_seen_client";
    }
  }
}`;

/** A proxy in front of a stack, at a fixed address of its network. */
export async function frontOf(stack: Stack, address: string, inside = 8443) {
  const name = `${stack.project}-front`;
  const image = (await stack.container('react-app')).Image;
  await must('docker', [
    ...['run', '-d', '--rm', '--name', name, '--label', `base2.source=${stack.project}`, '--network', await stack.edgeNetwork(), '--ip', address],
    ...['-p', '127.0.0.1::8000', '--entrypoint', 'sh', image, '-c', `printf '%s' "$1" >/tmp/front.conf && exec nginx -c /tmp/front.conf -g 'daemon off;'`, 'front', configuration(inside)],
  ]);
  const [published] = (await must('docker', ['port', name, '8000/tcp'])).stdout.trim().split('\n');
  return new Client({ scheme: 'http', host: stack.design.domain, port: stack.design.httpsPort, connectTo: Number(published?.split(':').pop()) });
}
