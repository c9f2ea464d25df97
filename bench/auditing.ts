import path from 'node:path';
import { auditOf } from '../lib/audit';
import { generate, secretSpecs } from '../lib/generator';
import type { FileTree, Templates } from '../lib/kit/file-tree';
import { makeSecrets } from '../lib/kit/secret';
import { nodeSecretSource } from '../lib/server/secrets';
import { readTemplates } from '../lib/server/templates';
import type { Stack } from '../lib/stack';
import { everythingOn } from './designs';
import { measure, type Result } from './measure';

/** What somebody changes, one after the other: each changes other files, or other parts of them. */
const EDITS: readonly ((stack: Stack, count: number) => Stack)[] = [
  (stack, count) => ({ ...stack, project: { ...stack.project, name: `stack${count}` } }),
  (stack, count) => ({ ...stack, services: { ...stack.services, traefik: { ...stack.services.traefik, rateAverage: 1 + count } } }),
  (stack, count) => ({ ...stack, services: { ...stack.services, api: { ...stack.services.api, port: 8000 + (count % 50) } } }),
  (stack, count) => ({ ...stack, project: { ...stack.project, domain: `a${count}.example.com` } }),
  (stack, count) => ({ ...stack, services: { ...stack.services, django: { ...stack.services.django, adminAllow: [`192.0.2.${count % 250}`] } } }),
  (stack, count) => ({ ...stack, hardening: { ...stack.hardening, readOnly: count % 2 === 0 } }),
];

/** Trees of files that nobody has read yet, made before the clock runs. */
function edited(stack: Stack, templates: Templates, runs: number): { readonly stack: Stack; readonly files: FileTree }[] {
  return Array.from({ length: runs }, (_, count) => {
    const changed = EDITS[count % EDITS.length]?.(stack, count) ?? stack;
    return { stack: changed, files: generate(changed, { templates, secrets: makeSecrets(secretSpecs(changed), nodeSecretSource) }) };
  });
}

/** The audit and the exposure after an edit, beyond the generation of the files. */
export async function auditing(): Promise<Result[]> {
  const runs = 120;
  const templates = await readTemplates(path.join(import.meta.dirname, '../templates'));
  const trees = edited(everythingOn(), templates, runs + 20);
  let next = 0;
  const after = () => {
    const tree = trees[next % trees.length];
    next += 1;
    return tree && auditOf(tree.files, tree.stack);
  };
  return [await measure('audit and exposure after an edit, everything on', runs, after, '≤ 4 median')];
}
