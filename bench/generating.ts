import path from 'node:path';
import { zipFiles } from '../lib/export/zip';
import { generate, secretSpecs } from '../lib/generator';
import { makeSecrets } from '../lib/kit/secret';
import { nodeSecretSource } from '../lib/server/secrets';
import { readTemplates } from '../lib/server/templates';
import { decodeLink, encodeLink } from '../lib/share';
import { defaultStack, type Stack } from '../lib/stack';
import { everythingOn } from './designs';
import { measure, type Result } from './measure';

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
