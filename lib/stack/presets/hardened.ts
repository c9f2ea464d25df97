import type { Preset } from './preset';

export const hardened: Preset = {
  id: 'hardened',
  title: 'Hardened production',
  description: 'As little as possible can be reached: three networks, secrets in files, no Docker socket, no API docs, no database tool.',
  design: {
    project: { domain: 'app.example.com' },
    tls: { mode: 'le-production', email: 'ops@example.com', profile: 'modern' },
    hardening: { networks: 'tiers', secrets: 'files' },
    services: {
      traefik: { socket: 'none', hstsSeconds: 31_536_000, referrer: 'same-origin', loginAverage: 10 },
      api: { docs: false, databaseAccess: false, registration: false, jwtExpire: '12h' },
      valkey: {},
      backup: {},
      pgadmin: false,
    },
  },
  keeps: [['project', 'name'], ['project', 'domain'], ['project', 'www'], ['project', 'aliases'], ['tls', 'email']],
};
