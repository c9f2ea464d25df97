import { defineCommand } from '../command';
import { DEFAULT_PAGE, designOptions, linkTo, readDesign } from '../design';
import { exits } from '../errors';

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
    io.out(`${linkTo(await readDesign(source, changes, io), page)}\n`);
    return exits.ok;
  },
});
