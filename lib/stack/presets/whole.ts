import type { Preset } from './preset';

export const whole: Preset = {
  id: 'whole',
  title: 'The whole stack',
  description: 'Page, API, Django, PostgreSQL and pgAdmin behind Traefik, on localhost. Where everybody starts.',
  design: {},
  keeps: [['project', 'name']],
};
