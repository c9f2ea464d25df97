import path from 'node:path';
import { stackJson } from '../../lib/generator/stack-json';
import { MOST_BYTES, openFiles, type Dropped, type Opened } from '../../lib/import';
import { defineCommand, type Io } from '../command';
import { bytesOf, designOfLink, isFolder, isLink } from '../design';
import { exits, UsageError } from '../errors';

/** A link, or what stands in it behind #s=. */
const isDesignLink = (source: string) => isLink(source) || /^\d+\.[\w-]+$/.test(source);

async function droppedFrom(source: string, io: Io): Promise<Dropped> {
  if (source === '-') return { name: 'standard input', bytes: await io.read(MOST_BYTES) };
  if (await isFolder(source)) throw new UsageError(`${source}: is a folder; name its stack.json, or its local.docker.yml and .env`);
  return { name: path.basename(source), bytes: await bytesOf(source, MOST_BYTES, 'design') };
}

/** What was understood and what was not, by line; nothing where a file is the design itself. */
function reportOf({ name, understood, left }: Extract<Opened, { ok: true }>): string {
  const line = (sign: string) => ({ line: at, message }: (typeof left)[number]) => `${sign} ${at === undefined ? '' : `line ${at}: `}${message}\n`;
  if (understood.length + left.length === 0) return '';
  return [`${name}: + was read, - was not\n`, ...understood.map(line('+')), ...left.map(line('-'))].join('');
}

export const open = defineCommand({
  name: 'open',
  summary: 'Prints the design of a share link, a zip or a compose file as a stack.json.',
  usage: 'LINK|FILE…|-',
  most: 5,
  about: `A FILE is the zip of an export, a stack.json, or a compose file: of this tool, or of somebody else,
which is read as far as it goes. A .env named with it fills its variables in. What was understood and
what was not stands on standard error, by line. No secret becomes part of the design.
Everything is read here; nothing is fetched. Quote a link: # begins a comment in a shell.`,
  options: {},
  examples: [
    ["base2 open 'http://localhost:3000/#s=4.I0cP8Z5EjkOo…' > stack.json", 'what a teammate has sent'],
    ['base2 open "$LINK" | base2 diff stack.json -', 'what in it differs from yours'],
    ['base2 open docker-compose.yml .env > stack.json', 'a stack that you have already, as a design'],
    ['base2 open shop.zip | base2 validate -', 'the design in the zip of an export'],
  ],
  async run({ arguments: sources, io }) {
    const [source] = sources;
    if (source === undefined) throw new UsageError('Name the link to open, in quotes, or a file: a zip, a stack.json or a compose file.');
    if (sources.length === 1 && isDesignLink(source)) {
      io.out(stackJson(designOfLink(source)));
      return exits.ok;
    }
    const opened = openFiles(await Promise.all(sources.map((each) => droppedFrom(each, io))));
    if (!opened.ok) throw new UsageError(opened.problems.join('\n'));
    const report = reportOf(opened);
    if (report !== '') io.error(report);
    io.out(stackJson(opened.stack));
    return exits.ok;
  },
});
