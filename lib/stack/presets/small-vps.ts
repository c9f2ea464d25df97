import type { Preset } from './preset';

export const smallVps: Preset = {
  id: 'small-vps',
  title: 'Small VPS',
  description: 'One small server with a public name: one worker each, a certificate from Let’s Encrypt, daily backups, nothing extra.',
  design: {
    project: { domain: 'app.example.com' },
    tls: { mode: 'le-production', email: 'ops@example.com' },
    hardening: { networks: 'data' },
    services: {
      traefik: { compress: true, hstsSeconds: 2_592_000, rateAverage: 25, rateBurst: 50 },
      api: { workers: 1, docs: false },
      django: { workers: 1 },
      backup: { keepLast: 2, keepDaily: 5, keepWeekly: 2, keepMonthly: 1 },
      pgadmin: false,
    },
  },
  keeps: [['project', 'name'], ['project', 'domain'], ['project', 'www'], ['project', 'aliases'], ['tls', 'email']],
};
