import { zipFiles } from '../../lib/export/zip';
import { isMap } from '../../lib/kit/is-map';
import type { Secrets } from '../../lib/kit/secret';
import { defineCommand, type Io } from '../command';
import { designOptions, readDesign, readJson } from '../design';
import { exits, UsageError } from '../errors';
import { filesOf, writeExport } from '../exporting';

async function givenSecrets(file: string | undefined, io: Io): Promise<Secrets> {
  if (file === undefined) return {};
  const value = await readJson(file, io);
  if (!isMap(value)) throw new UsageError(`${file}: use an object {"NAME": "value"}`);
  for (const [name, secret] of Object.entries(value)) {
    if (typeof secret !== 'string' || secret === '') throw new UsageError(`${file}: ${name}: use a text that is not empty`);
    if (/[\r\n\0]/.test(secret)) throw new UsageError(`${file}: ${name}: a secret cannot hold a line break`);
  }
  return value as Secrets;
}

export const exportCommand = defineCommand({
  name: 'export',
  summary: 'Writes the repository that a design describes, with its secrets made.',
  usage: '[DESIGN] --out DIR|FILE.zip|-',
  most: 1,
  about: `Without a DESIGN it is the default one. A folder that is not empty is left alone unless you add --force:
then generated files are replaced, the secrets and your own lines of its .env stay (the old one is kept
as .env.bak), and so does every file that is yours. \`base2 diff DIR DESIGN\` tells before what would
change.`,
  options: {
    ...designOptions,
    out: { type: 'string', short: 'o', value: 'TARGET', help: 'a new or empty folder, a file that ends in .zip, or - for a zip on standard output' },
    force: { type: 'boolean', default: false, help: 'replaces what an earlier export wrote there' },
    secrets: { type: 'string', value: 'FILE.json', help: 'values for secrets, {"JWT_SECRET": "…"}; all others are made' },
  },
  examples: [
    ['base2 export --out my-stack', 'the default design, into a folder'],
    ['base2 export stack.json --set project.domain=app.example.com --out my-stack.zip', 'a design with one field changed, as a zip'],
    ['base2 export my-stack --out my-stack --force', 'an exported folder anew, with the templates of this version'],
    ['base2 open "$LINK" | base2 export - --out - > my-stack.zip', 'from a share link, through pipes'],
  ],
  async run({ values: { out, force, secrets, ...changes }, arguments: [source], io }) {
    if (out === undefined) throw new UsageError('--out is missing: name a folder or a .zip file. See base2 export --help.');
    const stack = await readDesign(source, changes, io);
    const given = await givenSecrets(secrets, io);
    if (out === '-') io.out(zipFiles(await filesOf(stack, { given }), stack.project.name));
    else io.out(`${(await writeExport(stack, { out, force, given })).length} files in ${out}\n`);
    return exits.ok;
  },
});
