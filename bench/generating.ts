import path from 'node:path';
import { zipFiles } from '../lib/export/zip';
import { generate, secretSpecs } from '../lib/generator';
import { makeSecrets } from '../lib/kit/secret';
import { nodeSecretSource } from '../lib/server/secrets';
import { readTemplates } from '../lib/server/templates';
import { decodeLink, encodeLink } from '../lib/share';
import { applySetting, checkStack, defaultStack, type Draft, type Stack } from '../lib/stack';
import { measure, type Result } from './measure';

const EVERYTHING = [
  'services.nginx=true',
  'services.traefik.socket=proxy',
  'services.traefik.dashboard=both',
  'services.traefik.dashboardAllow=192.0.2.0/24',
  'services.django.adminExposure=both',
  'services.django.adminAllow=192.0.2.0/24,2001:db8::/32',
  'services.pgadmin.exposure=both',
  'services.pgadmin.allow=192.0.2.0/24',
  'hardening.networks=tiers',
  'project.environment=development',
];

export function everythingOn(): Stack {
  let draft: Draft = { ...defaultStack };
  for (const setting of EVERYTHING) {
    const result = applySetting(draft, setting);
    if ('problem' in result) throw new Error(`${setting}: ${result.problem.message}`);
    draft = result.draft;
  }
  const checked = checkStack(draft);
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return checked.stack;
}

/** Everything that needs no browser. */
export async function generating(): Promise<Result[]> {
  const templates = await readTemplates(path.join(import.meta.dirname, '../templates'));
  const full = everythingOn();
  const secretsOf = (stack: Stack) => makeSecrets(secretSpecs(stack), nodeSecretSource);
  const ports = { templates, secrets: secretsOf(defaultStack) };
  const fullPorts = { templates, secrets: secretsOf(full) };
  const files = generate(defaultStack, ports);
  const link = encodeLink(full);
  console.log(`default: ${files.length} files; everything on: ${generate(full, fullPorts).length} files; its link: ${link.length} characters\n`);
  return [
    await measure('generate, default', 300, () => generate(defaultStack, ports), '≤ 5 median'),
    await measure('generate, everything on', 300, () => generate(full, fullPorts), '≤ 5 median'),
    await measure('zip, default', 60, () => zipFiles(files, 'base2'), '≤ 20'),
    await measure('link, encode', 300, () => encodeLink(full)),
    await measure('link, decode and check', 300, () => decodeLink(link)),
  ];
}
