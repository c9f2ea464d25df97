import * as z from 'zod';
import { defaultTag, images } from '../../kit/images';
import { defineService } from '../../kit/service';
import { ref, text } from '../../kit/text';
import { ContainerPort } from '../../kit/values';

export const Nginx = z.strictObject({
  version: z.enum(images.nginx.tags).default(defaultTag(images.nginx)).meta({
    title: 'Version', description: 'The image that runs without privileges.', variable: 'NGINX_VERSION', section: 'Run',
  }),
  port: ContainerPort.default(8080).meta({
    title: 'Port', description: 'Inside the network.', variable: 'NGINX_PORT', section: 'Run',
  }),
});
export type Nginx = z.infer<typeof Nginx>;

export const nginx = defineService({
  id: 'nginx',
  title: 'Nginx',
  role: 'An extra proxy in front of the page, for rules of your own.',
  zone: 'edge',
  presence: 'optional',
  icon: 'M12 2.8 4 7.4v9.2l8 4.6 8-4.6V7.4l-8-4.6ZM9.2 15.8V8.6l5.6 6.8V8.2',
  images: [images.nginx.name, 'nginx'],
  schema: Nginx,
  summary: (config) => `nginx:${config.version} · ${config.port}`,
  needs: () => [{ capability: 'site', active: true }],
  routes: (config) => [
    // Takes the page's route over from whoever offers it.
    { id: 'nginx', kind: 'site', path: '/', pathText: '/', port: config.port, portText: ref('NGINX_PORT'), active: true, rank: 1 },
  ],
  variables: (config) => [
    { name: 'NGINX_VERSION', comment: 'Tag of the unprivileged nginx image.', value: config.version },
    { name: 'NGINX_PORT', comment: 'Port inside the network.', value: String(config.port) },
  ],
  compose: (_config, context) => {
    const site = context.outgoing.find(({ capability }) => capability === 'site');
    return {
      service: {
        image: text`${images.nginx.name}:${ref('NGINX_VERSION')}`,
        user: '101:101',
        environment: { NGINX_PORT: ref('NGINX_PORT'), NGINX_UPSTREAM: text`${site?.to ?? ''}:${site?.offer?.portText ?? ''}`, NGINX_ENVSUBST_FILTER: '^NGINX_', NGINX_READ_TIMEOUT: '10s' },
        mounts: [
          { kind: 'bind', source: './nginx/nginx.conf', target: '/etc/nginx/nginx.conf', readOnly: true },
          { kind: 'bind', source: './nginx/templates', target: '/etc/nginx/templates', readOnly: true },
        ],
        tmpfs: [{ path: '/etc/nginx/conf.d', sizeMb: 1, uid: 101, mode: '0700' }, { path: '/tmp', sizeMb: 32, uid: 101 }],
        healthcheck: { test: ['CMD-SHELL', 'wget -q -O /dev/null "http://127.0.0.1:$NGINX_PORT/healthz" || exit 1'], intervalSeconds: 15 },
        resources: { memoryMb: 128, cpus: 0.5, pids: 64 },
        note: 'Between Traefik and the page. Its configuration is a template in nginx/templates.',
      },
      development: {
        nginx: { environment: { NGINX_READ_TIMEOUT: '1h' }, note: 'The connection by which Vite tells the browser of changes is silent most of the time.' },
      },
    };
  },
});
