import type { Preset } from './preset';

export const local: Preset = {
  id: 'local',
  title: 'Local development',
  description: 'For your own machine only: API docs and error pages are shown, all mail is caught, limits are out of your way.',
  design: {
    project: { environment: 'development' },
    services: {
      traefik: { bindAddress: '127.0.0.1', hstsSeconds: 0, rateAverage: 500, rateBurst: 1000, logLevel: 'INFO' },
      api: { workers: 1, rateLimitMaxRequests: 10_000 },
      django: { workers: 1, debug: true },
      mailpit: {},
    },
  },
  keeps: [['project', 'name']],
};
