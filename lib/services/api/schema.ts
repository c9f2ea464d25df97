import * as z from 'zod';
import { defaultTag, images } from '../../kit/images';
import { ContainerPort } from '../../kit/values';

const run = { section: 'Run' } as const;
const accounts = { section: 'Accounts' } as const;
const limit = { section: 'Rate limit' } as const;

export const Api = z.strictObject({
  pythonVersion: z.enum(images.python.tags).default(defaultTag(images.python)).meta({
    title: 'Python version', description: 'Tag of the official image.', variable: 'FASTAPI_PYTHON_VERSION', ...run,
  }),
  port: ContainerPort.default(8000).meta({ title: 'Port', description: 'Inside the network.', variable: 'FASTAPI_PORT', ...run }),
  // Each keeps up to 5 connections to the database, where the role may have 40 (postgres/initdb/10-roles.sh).
  workers: z.int().min(1).max(8).default(2).meta({
    title: 'Workers', unit: 'processes', description: 'About one for each CPU that it may use.', variable: 'FASTAPI_WORKERS', ...run,
  }),
  docs: z.boolean().default(true).meta({
    title: 'API documentation', description: 'At /api/docs, in development only.', variable: 'FASTAPI_DOCS', ...run,
  }),
  databaseAccess: z.boolean().default(true).meta({
    title: 'Direct database access', description: 'With a role of its own that sees only its own schema. Also the line to the database in the diagram.', ...run,
  }),
  registration: z.boolean().default(true).meta({
    title: 'Open registration', description: 'Off: accounts are made by an administrator.', variable: 'REGISTRATION_OPEN', ...accounts,
  }),
  jwtExpire: z
    .string()
    .regex(/^[1-9]\d{0,3}[smhd]$/, { error: 'Use a whole number from 1 to 9999 and s, m, h or d, such as 7d or 12h' })
    .default('7d')
    .meta({ title: 'Stay logged in for', description: 'A number and s, m, h or d.', variable: 'JWT_EXPIRE', placeholder: '7d', ...accounts }),
  rateLimitWindowMs: z.int().min(1000).max(3_600_000).default(60_000).meta({
    title: 'Window', unit: 'ms', description: 'Length of the window that the API itself counts in.', variable: 'RATE_LIMIT_WINDOW_MS', ...limit,
  }),
  rateLimitMaxRequests: z.int().min(1).max(100_000).default(100).meta({
    title: 'Maximum', unit: 'requests', description: 'Per client address and window, over all workers.', variable: 'RATE_LIMIT_MAX_REQUESTS', ...limit,
  }),
});
export type Api = z.infer<typeof Api>;
