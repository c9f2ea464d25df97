import { linkOf } from '../../lib/share';
import { defineCommand } from '../command';
import { designOptions, readDesign } from '../design';
import { exits, UsageError } from '../errors';

const DEFAULT_PAGE = 'http://localhost:3000/';

function pageOf(text: string): URL {
  const page = URL.canParse(text) ? new URL(text) : undefined;
  if (!page || !/^https?:$/.test(page.protocol)) throw new UsageError(`--page: use an address such as ${DEFAULT_PAGE}, not ${text}`);
  return page;
}

export const link = defineCommand({
  name: 'link',
  summary: 'Prints the share link of a design.',
  usage: '[DESIGN]',
  most: 1,
  about: `The design is in the part behind #, which browsers send to nobody. It has no secret in it.
The default design is the page's own address.`,
  options: {
    ...designOptions,
    page: { type: 'string', value: 'URL', default: DEFAULT_PAGE, help: `where your team has the designer; otherwise ${DEFAULT_PAGE}` },
  },
  examples: [
    ['base2 link stack.json', 'a link to hand to a teammate'],
    ['base2 link my-stack --page https://designer.example.com/', 'what was exported into a folder, in the designer of your team'],
  ],
  async run({ values: { page, ...changes }, arguments: [source], io }) {
    const made = linkOf(await readDesign(source, changes, io));
    if (!made.ok) throw new UsageError(made.message);
    const url = pageOf(page);
    url.hash = made.link === '' ? '' : `s=${made.link}`;
    io.out(`${url.href}\n`);
    return exits.ok;
  },
});
