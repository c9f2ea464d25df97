import * as z from 'zod';
import type { Development } from '../../kit/compose';
import { defaultTag, images } from '../../kit/images';
import { defineService } from '../../kit/service';
import { ref, text } from '../../kit/text';
import { ContainerPort } from '../../kit/values';

export const ReactApp = z.strictObject({
  nodeVersion: z.enum(images.node.tags).default(defaultTag(images.node)).meta({
    title: 'Node version', description: 'Builds the page; it is not in the image that runs.', variable: 'NODE_VERSION', section: 'Build',
  }),
  nginxVersion: z.enum(images.nginx.tags).default(defaultTag(images.nginx)).meta({
    title: 'Nginx version', description: 'Serves the built page, without privileges.', variable: 'REACT_APP_NGINX_VERSION', section: 'Run',
  }),
  port: ContainerPort.default(8080).meta({
    title: 'Port', description: 'Inside the network; nothing of it is published.', variable: 'REACT_APP_PORT', section: 'Run',
  }),
});
export type ReactApp = z.infer<typeof ReactApp>;

/** Vite's own server in place of nginx: another image, with another user and larger needs. */
const development: Development = {
  target: 'development',
  user: '1000:1000',
  environment: { PUBLIC_ORIGIN: ref('PUBLIC_ORIGIN') },
  healthcheck: { test: ['CMD', 'node', 'healthcheck.js'], intervalSeconds: 15 },
  resources: { memoryMb: 1024, cpus: 2, pids: 256 },
  mounts: ['src', 'public'].map((folder) => ({ kind: 'bind', source: `./react-app/${folder}`, target: `/app/${folder}`, readOnly: true }) as const),
  rebuildOn: ['./react-app/index.html', './react-app/vite.config.ts', './react-app/package-lock.json'],
  note: "Vite's own server: what changes is in the browser at once. In production nginx serves the built files.",
};

export const reactApp = defineService({
  id: 'react-app',
  title: 'React SPA',
  role: 'The page: built with Vite, served by an nginx of its own.',
  zone: 'app',
  presence: 'required',
  icon: 'M12 10.5a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3M12 7.5c5 0 9 2 9 4.5s-4 4.5-9 4.5-9-2-9-4.5 4-4.5 9-4.5M8.1 9.75c2.5-4.3 6.2-6.8 8.4-5.5s1.9 5.7-.6 10-6.2 6.8-8.4 5.5-1.9-5.7.6-10',
  schema: ReactApp,
  summary: (config) => `vite + nginx · ${config.port}`,
  offers: (config) => [{ capability: 'site', port: config.port, portText: ref('REACT_APP_PORT') }],
  routes: (config) => [
    { id: 'frontend-react', kind: 'site', path: '/', pathText: '/', port: config.port, portText: ref('REACT_APP_PORT'), active: true },
  ],
  variables: (config) => [
    { name: 'NODE_VERSION', comment: 'Tag of the official image that builds the page.', value: config.nodeVersion },
    { name: 'REACT_APP_NGINX_VERSION', comment: 'Tag of the unprivileged nginx image that serves it.', value: config.nginxVersion },
    { name: 'REACT_APP_PORT', comment: 'Port inside the network.', value: String(config.port) },
    {
      name: 'REACT_APP_API_URL',
      comment: 'Where the page finds the API. Baked in when it is built: docker compose build react-app after a change.',
      value: text`${ref('PUBLIC_ORIGIN')}/api`,
    },
  ],
  compose: (config) => ({
    service: {
      build: {
        context: './react-app',
        args: { NODE_VERSION: ref('NODE_VERSION'), NGINX_VERSION: ref('REACT_APP_NGINX_VERSION'), REACT_APP_API_URL: ref('REACT_APP_API_URL') },
      },
      user: '101:101',
      environment: { REACT_APP_PORT: ref('REACT_APP_PORT') },
      tmpfs: [{ path: '/etc/nginx/conf.d', sizeMb: 1, uid: 101, mode: '0700' }, { path: '/tmp', sizeMb: 32, uid: 101 }],
      healthcheck: { test: ['CMD-SHELL', 'wget -q -O /dev/null "http://127.0.0.1:$REACT_APP_PORT/healthz" || exit 1'], intervalSeconds: 15 },
      resources: { memoryMb: 128, cpus: 0.5, pids: 64 },
      note: `Static files on port ${config.port}, and the small JSON answers that Traefik gives when the API is away.`,
      notes: { tmpfs: "nginx renders its configuration at start; that and its temporary files are all it writes." },
    },
    development: { 'react-app': development },
  }),
  readme: () => [{ title: 'The page', address: '/', note: 'Built from react-app/.' }],
});
