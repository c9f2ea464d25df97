import * as z from 'zod';
import { EMAIL } from './values';

export const tlsModes = ['local', 'le-staging', 'le-production'] as const;

export const Tls = z.strictObject({
  mode: z
    .enum(tlsModes)
    .default('local')
    .meta({
      title: 'Certificate',
      description: 'Staging issues certificates that browsers do not trust, without the limits of production: try it first.',
      widget: 'segmented',
      labels: { local: 'Self-signed', 'le-staging': "Let's Encrypt staging", 'le-production': "Let's Encrypt" },
    }),
  email: z
    .string()
    .regex(new RegExp(`^(${EMAIL.source.slice(1, -1)})?$`, 'i'), { error: 'Use an e-mail address such as ops@example.com' })
    .default('')
    .meta({
      title: 'E-mail for the certificate',
      description: "Let's Encrypt writes here when something is wrong with your account.",
      variable: 'TRAEFIK_CERT_EMAIL',
      placeholder: 'ops@example.com',
      visibleWhen: { field: 'mode', in: ['le-staging', 'le-production'] },
    }),
});
export type Tls = z.infer<typeof Tls>;
