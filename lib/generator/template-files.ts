import type { File, Templates } from '../kit/file-tree';
import { Memory, oncePer } from '../kit/remembered';
import type { ServiceFiles } from '../kit/service';

type Starter = NonNullable<ServiceFiles['starter']>;

/**
 * Names that would act on our own repository are stored with an underscore: `_gitignore`, `_dockerignore`,
 * `_github/…`, `_devcontainer/…`, `_pre-commit-config.yaml`.
 */
function outputName(part: string): string {
  return /^_(git|docker|devcontainer|pre-commit)/.test(part) ? `.${part.slice(1)}` : part;
}

/** Where a template ends up in an export, or nothing when it belongs to a service that the design does not have. */
export function outputPath(templatePath: string, ids: ReadonlySet<string>): string | undefined {
  const [owner = '', ...rest] = templatePath.split('/');
  const inside = rest.map(outputName).join('/');
  if (owner === '_root') return inside;
  return ids.has(owner) ? `${owner}/${inside}` : undefined;
}

/** Of a set of templates: the files that were asked for before. Most edits ask for the same. */
const shippedBefore = oncePer((_templates: Templates) => new Memory<readonly File[]>(50));

/** A copy of a folder of templates for somebody to begin with. */
function starterFiles(templates: Templates, { template, folder }: Starter): readonly File[] {
  return shippedBefore(templates).of(`${template} as ${folder}`, () => copyOf(templates, { template, folder }));
}

function copyOf(templates: Templates, { template, folder }: Starter): File[] {
  return templateFiles(templates, new Set([template]), new Set()).flatMap((file) => {
    const inside = file.path.startsWith(`${template}/`) ? file.path.slice(template.length + 1) : undefined;
    return inside === undefined ? [] : [{ ...file, path: `${folder}/${inside}`, starter: folder }];
  });
}

/** The files that services begin with. @throws Error when there is no such folder of templates. */
export function startersOf(templates: Templates, starters: readonly Starter[]): File[] {
  return starters.flatMap((starter) => {
    const files = starterFiles(templates, starter);
    if (files.length === 0) throw new Error(`${starter.template}/ is missing among the templates`);
    return files;
  });
}

/** The template files that a design ships, byte for byte. */
export function templateFiles(templates: Templates, ids: ReadonlySet<string>, omit: ReadonlySet<string>): readonly File[] {
  return shippedBefore(templates).of(`${[...ids].join(' ')} without ${[...omit].join(' ')}`, () => chosen(templates, ids, omit));
}

function chosen(templates: Templates, ids: ReadonlySet<string>, omit: ReadonlySet<string>): File[] {
  return Object.entries(templates).flatMap(([templatePath, { text, executable }]) => {
    const path = omit.has(templatePath) ? undefined : outputPath(templatePath, ids);
    return path === undefined ? [] : [{ path, text, mode: executable ? 0o755 : 0o644 } satisfies File];
  });
}
